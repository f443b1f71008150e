package io.bloomery.data.filter.dclm;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.word-length-modifier}.
 *
 * @param maxLength {@code max-length}: most characters of a word in a line that stays
 * @param model {@code model}: how words are told apart
 * @param ignorePunctuation {@code ignore-punctuation}: whether a word has to begin with a letter or a number
 */
public record WordLengthModifierConfig(int maxLength, WordModel model, boolean ignorePunctuation)
        implements RuleFactory, Serializable {
    public WordLengthModifierConfig {
        if (!(maxLength >= 1)) {
            throw new IllegalArgumentException("max-length must be at least 1 but is " + maxLength);
        }
        requireNonNull(model, "model");
    }

    @Override
    public Rule create(ResourceReader resources) {
        return LineRewriting.keeping("dclm-word-length-modifier", line -> model.words(line, ignorePunctuation).stream()
                .allMatch(word -> PythonText.length(word) <= maxLength));
    }
}
