package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.word-count}.
 *
 * @param min {@code min}: fewest words; 0 switches it off
 * @param max {@code max}: most words
 */
public record WordCountConfig(int min, int max) implements Serializable {
    public WordCountConfig {
        if (min < 0) {
            throw new IllegalArgumentException("min must not be negative but is " + min);
        }
        if (max < min) {
            throw new IllegalArgumentException("max must be at least min (" + min + ") but is " + max);
        }
    }
}
