package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.white-space}.
 *
 * @param maxWhiteSpaceRatio {@code max-white-space-ratio}: largest share of characters that are spaces, tabs, line ends or backspaces, in [0, 1]
 */
public record WhiteSpaceConfig(double maxWhiteSpaceRatio) implements RuleFactory, Serializable {
    public WhiteSpaceConfig {
        if (!(maxWhiteSpaceRatio >= 0 && maxWhiteSpaceRatio <= 1)) {
            throw new IllegalArgumentException("max-white-space-ratio must be in [0, 1] but is " + maxWhiteSpaceRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("nemo-white-space", maxWhiteSpaceRatio, draft -> {
            CharacterCounts counts = draft.view(CharacterCounts.VIEW);
            return counts.share(counts.spaces());
        });
    }
}
