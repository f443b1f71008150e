package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.word-count}.
 *
 * @param minWords {@code min-words}: fewest words
 * @param maxWords {@code max-words}: most words
 * @param lang {@code lang}: ISO 639-1 code by which words are told apart: {@code zh}, {@code ja}, or spaced for any other
 */
public record WordCountConfig(int minWords, int maxWords, String lang) implements RuleFactory, Serializable {
    public WordCountConfig {
        if (!(minWords >= 0)) {
            throw new IllegalArgumentException("min-words must be at least 0 but is " + minWords);
        }
        if (!(minWords <= maxWords)) {
            throw new IllegalArgumentException(
                    "min-words must be at most max-words, which is " + maxWords + ", but is " + minWords);
        }
        requireNonNull(lang, "lang");
    }

    @Override
    public Rule create(ResourceReader resources) {
        NemoWords words = NemoWords.of(lang);
        return SignalRule.between(
                "nemo-word-count", minWords, maxWords, draft -> words.in(draft).size());
    }
}
