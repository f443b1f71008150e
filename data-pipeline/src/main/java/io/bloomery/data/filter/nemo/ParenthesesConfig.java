package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.parentheses}.
 *
 * @param maxParenthesesRatio {@code max-parentheses-ratio}: largest share of characters that are brackets, in [0, 1]
 */
public record ParenthesesConfig(double maxParenthesesRatio) implements RuleFactory, Serializable {
    public ParenthesesConfig {
        if (!(maxParenthesesRatio >= 0 && maxParenthesesRatio <= 1)) {
            throw new IllegalArgumentException("max-parentheses-ratio must be in [0, 1] but is " + maxParenthesesRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("nemo-parentheses", maxParenthesesRatio, draft -> {
            CharacterCounts counts = draft.view(CharacterCounts.VIEW);
            return counts.share(counts.brackets());
        });
    }
}
