package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.code.lines}.
 *
 * @param minLines {@code min-lines}: fewest lines
 * @param maxLines {@code max-lines}: most lines
 */
public record LinesOfCodeConfig(int minLines, int maxLines) implements RuleFactory, Serializable {
    public LinesOfCodeConfig {
        if (!(minLines >= 0)) {
            throw new IllegalArgumentException("min-lines must be at least 0 but is " + minLines);
        }
        if (!(minLines <= maxLines)) {
            throw new IllegalArgumentException(
                    "min-lines must be at most max-lines, which is " + maxLines + ", but is " + minLines);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.between(
                "nemo-code-lines",
                minLines,
                maxLines,
                draft -> 1
                        + draft.text()
                                .chars()
                                .filter(character -> character == '\n')
                                .count());
    }
}
