package io.bloomery.data.dedup.passage;

import java.io.Serializable;

/**
 * Lines that occur more than once; HOCON: {@code dedupe.lines}.
 *
 * @param enabled {@code enabled}: whether they are cut
 * @param keepFirst {@code keep-first}: the first copy stays; otherwise every copy goes
 * @param minLength {@code min-length}: characters that must be left of a text that was cut, else it goes
 */
public record LinesConfig(boolean enabled, boolean keepFirst, int minLength) implements Serializable {
    public LinesConfig {
        if (minLength < 0) {
            throw new IllegalArgumentException("min-length must be at least 0 but is " + minLength);
        }
    }
}
