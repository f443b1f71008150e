package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.mean-word-length}.
 *
 * @param min {@code min}: smallest mean, in characters; 0 switches it off
 * @param max {@code max}: largest mean, in characters
 */
public record MeanWordLengthConfig(double min, double max) implements Serializable {
    public MeanWordLengthConfig {
        if (!(min >= 0)) {
            throw new IllegalArgumentException("min must not be negative but is " + min);
        }
        if (!(max >= min)) {
            throw new IllegalArgumentException("max must be at least min (" + min + ") but is " + max);
        }
    }
}
