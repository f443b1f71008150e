package io.bloomery.data.filter.nemo;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.repeating-duplicate-ngrams.limits}; the limit for sequences of one length.
 *
 * @param n {@code n}: words in a sequence
 * @param maxRepeatingDuplicateNgramRatio {@code max-repeating-duplicate-ngram-ratio}: largest share of the text that sequences of words take which occurred before, in [0, 1]
 */
public record DuplicateNgramLimit(int n, double maxRepeatingDuplicateNgramRatio) implements Serializable {
    public DuplicateNgramLimit {
        if (!(n >= 1)) {
            throw new IllegalArgumentException("n must be at least 1 but is " + n);
        }
        if (!(maxRepeatingDuplicateNgramRatio >= 0 && maxRepeatingDuplicateNgramRatio <= 1)) {
            throw new IllegalArgumentException(
                    "max-repeating-duplicate-ngram-ratio must be in [0, 1] but is " + maxRepeatingDuplicateNgramRatio);
        }
    }
}
