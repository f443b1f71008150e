package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.long-word}.
 *
 * @param maxWordLength {@code max-word-length}: characters of the longest word that is allowed
 * @param lang {@code lang}: ISO 639-1 code by which words are told apart: {@code zh}, {@code ja}, or spaced for any other
 */
public record LongWordConfig(int maxWordLength, String lang) implements RuleFactory, Serializable {
    public LongWordConfig {
        if (!(maxWordLength >= 1)) {
            throw new IllegalArgumentException("max-word-length must be at least 1 but is " + maxWordLength);
        }
        requireNonNull(lang, "lang");
    }

    @Override
    public Rule create(ResourceReader resources) {
        NemoWords words = NemoWords.of(lang);
        return SignalRule.atMost("nemo-long-word", maxWordLength, draft -> WordMeasures.longest(words.in(draft)));
    }
}
