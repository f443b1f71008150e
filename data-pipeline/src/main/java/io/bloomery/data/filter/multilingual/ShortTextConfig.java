package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.short-text}.
 *
 * @param minCharacters {@code min-characters}: fewest characters that are not white space; 0 switches it off
 */
public record ShortTextConfig(int minCharacters) implements Serializable {
    public ShortTextConfig {
        if (minCharacters < 0) {
            throw new IllegalArgumentException("min-characters must not be negative but is " + minCharacters);
        }
    }
}
