package io.bloomery.data.filter.nemo;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.repeating-top-ngrams.limits}; the limit for sequences of one length.
 *
 * @param n {@code n}: words in a sequence
 * @param maxRepeatingNgramRatio {@code max-repeating-ngram-ratio}: largest share of the text that copies of the most frequent sequence of words take, in [0, 1]
 */
public record TopNgramLimit(int n, double maxRepeatingNgramRatio) implements Serializable {
    public TopNgramLimit {
        if (!(n >= 1)) {
            throw new IllegalArgumentException("n must be at least 1 but is " + n);
        }
        if (!(maxRepeatingNgramRatio >= 0 && maxRepeatingNgramRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-repeating-ngram-ratio must be in [0, 1] but is " + maxRepeatingNgramRatio);
        }
    }
}
