package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.SignalRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.mean-word-length}.
 *
 * @param minMeanWordLength {@code min-mean-word-length}: fewest characters a word on average
 * @param maxMeanWordLength {@code max-mean-word-length}: most characters a word on average
 * @param lang {@code lang}: ISO 639-1 code by which words are told apart: {@code zh}, {@code ja}, or spaced for any other
 */
public record MeanWordLengthConfig(double minMeanWordLength, double maxMeanWordLength, String lang)
        implements RuleFactory, Serializable {
    public MeanWordLengthConfig {
        if (!(minMeanWordLength >= 0)) {
            throw new IllegalArgumentException("min-mean-word-length must be at least 0 but is " + minMeanWordLength);
        }
        if (!(minMeanWordLength <= maxMeanWordLength)) {
            throw new IllegalArgumentException("min-mean-word-length must be at most max-mean-word-length, which is "
                    + maxMeanWordLength + ", but is " + minMeanWordLength);
        }
        requireNonNull(lang, "lang");
    }

    @Override
    public Rule create(ResourceReader resources) {
        NemoWords words = NemoWords.of(lang);
        return SignalRule.between(
                "nemo-mean-word-length",
                minMeanWordLength,
                maxMeanWordLength,
                draft -> WordMeasures.meanLength(words.in(draft)));
    }
}
