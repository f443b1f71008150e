package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.stop-words}.
 *
 * @param minDistinct {@code min-distinct}: fewest different stop words; 0 switches it off
 */
public record StopWordsConfig(int minDistinct) implements Serializable {
    public StopWordsConfig {
        if (minDistinct < 0) {
            throw new IllegalArgumentException("min-distinct must not be negative but is " + minDistinct);
        }
    }
}
