package io.bloomery.data.dedup.substring;

import java.io.Serializable;

/**
 * Runs of words that occur more than once; HOCON: {@code dedupe.substrings}.
 *
 * @param enabled {@code enabled}: whether they are cut
 * @param minWords {@code min-words}: length of a run from which it is cut
 * @param keepFirst {@code keep-first}: the first copy stays; otherwise every copy goes
 * @param minLeftWords {@code min-left-words}: words that must be left of a text that was cut, else it goes
 */
public record SubstringsConfig(boolean enabled, int minWords, boolean keepFirst, int minLeftWords)
        implements Serializable {
    public SubstringsConfig {
        if (minWords < 2) {
            throw new IllegalArgumentException("min-words must be at least 2 but is " + minWords);
        }
        if (minLeftWords < 0) {
            throw new IllegalArgumentException("min-left-words must be at least 0 but is " + minLeftWords);
        }
    }
}
