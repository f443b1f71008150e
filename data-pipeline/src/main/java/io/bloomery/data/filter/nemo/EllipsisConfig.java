package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.ellipsis}.
 *
 * @param maxNumLinesEndingWithEllipsisRatio {@code max-num-lines-ending-with-ellipsis-ratio}: largest share of lines that end in an ellipsis or "read more", in [0, 1]
 */
public record EllipsisConfig(double maxNumLinesEndingWithEllipsisRatio) implements RuleFactory, Serializable {
    public EllipsisConfig {
        if (!(maxNumLinesEndingWithEllipsisRatio >= 0 && maxNumLinesEndingWithEllipsisRatio <= 1)) {
            throw new IllegalArgumentException("max-num-lines-ending-with-ellipsis-ratio must be in [0, 1] but is "
                    + maxNumLinesEndingWithEllipsisRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost(
                "nemo-ellipsis",
                maxNumLinesEndingWithEllipsisRatio,
                draft -> LineMeasures.ellipsisShare(draft.view(LineMeasures.LINES)));
    }
}
