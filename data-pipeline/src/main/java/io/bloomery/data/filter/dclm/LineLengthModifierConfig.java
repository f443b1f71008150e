package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.line-length-modifier}.
 *
 * @param minLength {@code min-length}: fewest words of a line that stays
 * @param maxLength {@code max-length}: most words of a line that stays
 */
public record LineLengthModifierConfig(int minLength, int maxLength) implements RuleFactory, Serializable {
    public LineLengthModifierConfig {
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
        return LineRewriting.keeping("dclm-line-length-modifier", line -> {
            int words = PythonText.wordCount(line);
            return line.isEmpty() || (words >= minLength && words <= maxLength);
        });
    }
}
