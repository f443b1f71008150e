package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.ellipsis-count}.
 *
 * @param maxEllipsisEndRatio {@code max-ellipsis-end-ratio}: largest share of lines that end in one of {@code ... . . . …}, in [0, 1]
 */
public record EllipsisCountConfig(double maxEllipsisEndRatio) implements RuleFactory, Serializable {
    private static final List<String> ELLIPSES = List.of("...", ". . .", "…");

    public EllipsisCountConfig {
        if (!(maxEllipsisEndRatio >= 0 && maxEllipsisEndRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-ellipsis-end-ratio must be in [0, 1] but is " + maxEllipsisEndRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost(
                "dclm-ellipsis-count",
                maxEllipsisEndRatio,
                draft -> PageLines.share(
                        draft.view(PageLines.LINES), line -> ELLIPSES.stream().anyMatch(line::endsWith)));
    }
}
