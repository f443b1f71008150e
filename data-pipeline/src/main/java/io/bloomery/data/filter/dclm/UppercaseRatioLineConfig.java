package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.uppercase-ratio-line}.
 *
 * @param maxRatio {@code max-ratio}: largest share of upper-case characters in a line that stays, in [0, 1]
 */
public record UppercaseRatioLineConfig(double maxRatio) implements RuleFactory, Serializable {
    public UppercaseRatioLineConfig {
        if (!(maxRatio >= 0 && maxRatio <= 1)) {
            throw new IllegalArgumentException("max-ratio must be in [0, 1] but is " + maxRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return LineRewriting.keepingStripped("dclm-uppercase-ratio-line", line -> {
            long upper = line.codePoints().filter(Character::isUpperCase).count();
            return line.isEmpty() || (double) upper / PythonText.length(line) <= maxRatio;
        });
    }
}
