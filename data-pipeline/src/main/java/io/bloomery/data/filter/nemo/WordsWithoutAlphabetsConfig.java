package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.words-without-alphabets}.
 *
 * @param minWordsWithAlphabets {@code min-words-with-alphabets}: smallest share of words with a letter, in [0, 1]
 * @param lang {@code lang}: ISO 639-1 code by which words are told apart: {@code zh}, {@code ja}, or spaced for any other
 */
public record WordsWithoutAlphabetsConfig(double minWordsWithAlphabets, String lang)
        implements RuleFactory, Serializable {
    public WordsWithoutAlphabetsConfig {
        if (!(minWordsWithAlphabets >= 0 && minWordsWithAlphabets <= 1)) {
            throw new IllegalArgumentException(
                    "min-words-with-alphabets must be in [0, 1] but is " + minWordsWithAlphabets);
        }
        requireNonNull(lang, "lang");
    }

    @Override
    public Rule create(ResourceReader resources) {
        NemoWords words = NemoWords.of(lang);
        return SignalRule.atLeast(
                "nemo-words-without-alphabets",
                minWordsWithAlphabets,
                draft -> WordMeasures.alphabeticShare(words.in(draft)));
    }
}
