package io.bloomery.data.filter.dclm;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.dclm.massive-web-repetition.ngrams}; the limit for sequences of one length.
 *
 * @param n {@code n}: words in a sequence
 * @param maxFraction {@code max-fraction}: largest share of the characters of words, in [0, 1]
 */
public record NgramLimit(int n, double maxFraction) implements Serializable {
    public NgramLimit {
        if (!(n >= 1)) {
            throw new IllegalArgumentException("n must be at least 1 but is " + n);
        }
        if (!(maxFraction >= 0 && maxFraction <= 1)) {
            throw new IllegalArgumentException("max-fraction must be in [0, 1] but is " + maxFraction);
        }
    }
}
