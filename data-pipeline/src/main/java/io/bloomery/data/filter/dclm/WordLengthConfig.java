package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.word-length}.
 *
 * @param minLength {@code min-length}: fewest characters a word on average
 * @param maxLength {@code max-length}: most characters a word on average
 */
public record WordLengthConfig(double minLength, double maxLength) implements RuleFactory, Serializable {
    public WordLengthConfig {
        if (!(minLength >= 0)) {
            throw new IllegalArgumentException("min-length must be at least 0 but is " + minLength);
        }
        if (!(minLength <= maxLength)) {
            throw new IllegalArgumentException(
                    "min-length must be at most max-length, which is " + maxLength + ", but is " + minLength);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.between(
                "dclm-word-length", minLength, maxLength, draft -> draft.view(PythonText.WORDS).stream()
                        .mapToInt(PythonText::length)
                        .average()
                        .orElse(-1));
    }
}
