package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import io.bloomery.data.step.SignalRule.Measurement;
import java.io.IOException;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.code.tokenizer-fertility}; drops texts that a tokenizer cuts small. A text without tokens
 * measures -1.
 *
 * @param tokenizer {@code tokenizer}: path of a {@code tokenizer.json}; empty to count the runs between white space
 * @param minCharToTokenRatio {@code min-char-to-token-ratio}: fewest characters a token, on average
 */
public record TokenizerFertilityConfig(String tokenizer, double minCharToTokenRatio)
        implements RuleFactory, Serializable {
    public TokenizerFertilityConfig {
        requireNonNull(tokenizer, "tokenizer");
        if (!(minCharToTokenRatio >= 0)) {
            throw new IllegalArgumentException(
                    "min-char-to-token-ratio must not be negative but is " + minCharToTokenRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) throws IOException {
        Measurement tokens = TokenCount.measurement(tokenizer, resources);
        return SignalRule.atLeast("nemo-code-tokenizer-fertility", minCharToTokenRatio, draft -> {
            double count = tokens.of(draft);
            return count == 0 ? -1 : PythonText.length(draft.text()) / count;
        });
    }
}
