package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.numeric-ratio-line}.
 *
 * @param maxRatio {@code max-ratio}: largest share of digits in a line that stays, in [0, 1]
 */
public record NumericRatioLineConfig(double maxRatio) implements RuleFactory, Serializable {
    public NumericRatioLineConfig {
        if (!(maxRatio >= 0 && maxRatio <= 1)) {
            throw new IllegalArgumentException("max-ratio must be in [0, 1] but is " + maxRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return LineRewriting.keepingStripped("dclm-numeric-ratio-line", line -> {
            long digits = line.codePoints().filter(PythonCharacters::isDigit).count();
            return line.isEmpty() || (double) digits / PythonText.length(line) <= maxRatio;
        });
    }
}
