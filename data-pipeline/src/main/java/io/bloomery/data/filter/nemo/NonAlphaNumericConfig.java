package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.non-alpha-numeric}.
 *
 * @param maxNonAlphaNumericToTextRatio {@code max-non-alpha-numeric-to-text-ratio}: largest share of characters that are no ASCII letter, digit, line end or one of {@code ?!,.}, in [0, 1]
 */
public record NonAlphaNumericConfig(double maxNonAlphaNumericToTextRatio) implements RuleFactory, Serializable {
    public NonAlphaNumericConfig {
        if (!(maxNonAlphaNumericToTextRatio >= 0 && maxNonAlphaNumericToTextRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-non-alpha-numeric-to-text-ratio must be in [0, 1] but is " + maxNonAlphaNumericToTextRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("nemo-non-alpha-numeric", maxNonAlphaNumericToTextRatio, draft -> {
            CharacterCounts counts = draft.view(CharacterCounts.VIEW);
            return counts.share(counts.all() - counts.plain());
        });
    }
}
