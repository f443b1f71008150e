package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.repeated-paragraphs}.
 *
 * @param maxRepeatedParagraphsRatio {@code max-repeated-paragraphs-ratio}: smallest share of paragraphs that are left when copies are taken away (the peer calls it a maximum), in [0, 1]
 */
public record RepeatedParagraphsConfig(double maxRepeatedParagraphsRatio) implements RuleFactory, Serializable {
    public RepeatedParagraphsConfig {
        if (!(maxRepeatedParagraphsRatio >= 0 && maxRepeatedParagraphsRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-repeated-paragraphs-ratio must be in [0, 1] but is " + maxRepeatedParagraphsRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast(
                "nemo-repeated-paragraphs",
                maxRepeatedParagraphsRatio,
                draft -> draft.view(LineMeasures.LINES).isEmpty()
                        ? 0
                        : LineMeasures.uniqueShare(draft.view(LineMeasures.PARAGRAPHS)));
    }
}
