package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.repeated-lines}.
 *
 * @param maxRepeatedLineFraction {@code max-repeated-line-fraction}: smallest share of lines that are left when copies are taken away (the peer calls it a maximum), in [0, 1]
 */
public record RepeatedLinesConfig(double maxRepeatedLineFraction) implements RuleFactory, Serializable {
    public RepeatedLinesConfig {
        if (!(maxRepeatedLineFraction >= 0 && maxRepeatedLineFraction <= 1)) {
            throw new IllegalArgumentException(
                    "max-repeated-line-fraction must be in [0, 1] but is " + maxRepeatedLineFraction);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast(
                "nemo-repeated-lines",
                maxRepeatedLineFraction,
                draft -> LineMeasures.uniqueShare(draft.view(LineMeasures.LINES)));
    }
}
