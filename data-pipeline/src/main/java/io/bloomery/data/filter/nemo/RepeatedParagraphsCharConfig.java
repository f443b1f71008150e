package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.repeated-paragraphs-char}.
 *
 * @param maxRepeatedParagraphsCharRatio {@code max-repeated-paragraphs-char-ratio}: smallest share of the characters of paragraphs that are left when copies are taken away, in [0, 1]
 */
public record RepeatedParagraphsCharConfig(double maxRepeatedParagraphsCharRatio) implements RuleFactory, Serializable {
    public RepeatedParagraphsCharConfig {
        if (!(maxRepeatedParagraphsCharRatio >= 0 && maxRepeatedParagraphsCharRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-repeated-paragraphs-char-ratio must be in [0, 1] but is " + maxRepeatedParagraphsCharRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast(
                "nemo-repeated-paragraphs-char",
                maxRepeatedParagraphsCharRatio,
                draft -> LineMeasures.uniqueCharacterShare(draft.view(LineMeasures.PARAGRAPHS)));
    }
}
