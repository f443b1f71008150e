package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.repeated-lines-char}.
 *
 * @param maxRepeatedLinesCharRatio {@code max-repeated-lines-char-ratio}: smallest share of the characters of lines that are left when copies are taken away, in [0, 1]
 */
public record RepeatedLinesCharConfig(double maxRepeatedLinesCharRatio) implements RuleFactory, Serializable {
    public RepeatedLinesCharConfig {
        if (!(maxRepeatedLinesCharRatio >= 0 && maxRepeatedLinesCharRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-repeated-lines-char-ratio must be in [0, 1] but is " + maxRepeatedLinesCharRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast(
                "nemo-repeated-lines-char",
                maxRepeatedLinesCharRatio,
                draft -> LineMeasures.uniqueCharacterShare(draft.view(LineMeasures.LINES)));
    }
}
