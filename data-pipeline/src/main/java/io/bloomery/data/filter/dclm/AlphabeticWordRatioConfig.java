package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dclm.alphabetic-word-ratio}.
 *
 * @param maxRatio {@code max-ratio}: largest share of words without a letter, in [0, 1]
 */
public record AlphabeticWordRatioConfig(double maxRatio) implements RuleFactory, Serializable {
    public AlphabeticWordRatioConfig {
        if (!(maxRatio >= 0 && maxRatio <= 1)) {
            throw new IllegalArgumentException("max-ratio must be in [0, 1] but is " + maxRatio);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        return SignalRule.atMost("dclm-alphabetic-word-ratio", maxRatio, draft -> {
            List<String> words = draft.view(PythonText.WORDS);
            long without = words.stream()
                    .filter(word -> word.codePoints().noneMatch(PythonCharacters::isAlphabetic))
                    .count();
            return words.isEmpty() ? Repetition.NOTHING : (double) without / words.size();
        });
    }
}
