package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.numbers}.
 *
 * @param maxNumberToTextRatio {@code max-number-to-text-ratio}: largest share of characters that are decimal digits, in [0, 1]
 */
public record NumbersConfig(double maxNumberToTextRatio) implements RuleFactory, Serializable {
    public NumbersConfig {
        if (!(maxNumberToTextRatio >= 0 && maxNumberToTextRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-number-to-text-ratio must be in [0, 1] but is " + maxNumberToTextRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("nemo-numbers", maxNumberToTextRatio, draft -> {
            CharacterCounts counts = draft.view(CharacterCounts.VIEW);
            return counts.share(counts.digits());
        });
    }
}
