package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.code.alpha}; drops files of code that are mostly numbers.
 *
 * @param minAlphaRatio {@code min-alpha-ratio}: smallest share of characters that are letters, in [0, 1]
 */
public record AlphaConfig(double minAlphaRatio) implements RuleFactory, Serializable {
    public AlphaConfig {
        if (!(minAlphaRatio >= 0 && minAlphaRatio <= 1)) {
            throw new IllegalArgumentException("min-alpha-ratio must be in [0, 1] but is " + minAlphaRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atLeast("nemo-code-alpha", minAlphaRatio, draft -> share(draft.text()));
    }

    private static double share(String text) {
        long letters = text.codePoints().filter(Character::isAlphabetic).count();
        return (double) letters / Math.max(1, PythonText.length(text));
    }
}
