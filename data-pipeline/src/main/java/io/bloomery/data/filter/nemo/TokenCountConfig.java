package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.IOException;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.token-count}.
 *
 * @param minTokens {@code min-tokens}: fewest tokens
 * @param maxTokens {@code max-tokens}: most tokens
 * @param tokenizer {@code tokenizer}: path of a {@code tokenizer.json}; empty to count the runs between white space
 */
public record TokenCountConfig(int minTokens, int maxTokens, String tokenizer) implements RuleFactory, Serializable {
    public TokenCountConfig {
        if (!(minTokens >= 0)) {
            throw new IllegalArgumentException("min-tokens must be at least 0 but is " + minTokens);
        }
        if (!(minTokens <= maxTokens)) {
            throw new IllegalArgumentException(
                    "min-tokens must be at most max-tokens, which is " + maxTokens + ", but is " + minTokens);
        }
        requireNonNull(tokenizer, "tokenizer");
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        return SignalRule.between(
                "nemo-token-count", minTokens, maxTokens, TokenCount.measurement(tokenizer, resources));
    }
}
