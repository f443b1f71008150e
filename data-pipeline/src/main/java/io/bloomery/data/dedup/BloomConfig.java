package io.bloomery.data.dedup;

import java.io.Serializable;

/**
 * Which documents go because most of what they say was said before; HOCON: {@code dedupe.bloom}.
 *
 * @param enabled {@code enabled}: whether they are looked for at all
 * @param shingleWords {@code shingle-words}: words in a row that count as said before or not
 * @param maxSeen {@code max-seen}: largest share of such runs that may have been said before, in [0, 1]
 * @param expectedShingles {@code expected-shingles}: how many runs the filter is made for
 * @param falsePositiveRate {@code false-positive-rate}: share of new runs that may be taken for old ones, in (0, 1)
 */
public record BloomConfig(
        boolean enabled, int shingleWords, double maxSeen, long expectedShingles, double falsePositiveRate)
        implements Serializable {
    public BloomConfig {
        if (shingleWords < 1) {
            throw new IllegalArgumentException("shingle-words must be at least 1 but is " + shingleWords);
        }
        if (!(maxSeen >= 0 && maxSeen <= 1)) {
            throw new IllegalArgumentException("max-seen must be in [0, 1] but is " + maxSeen);
        }
        if (expectedShingles < 1) {
            throw new IllegalArgumentException("expected-shingles must be at least 1 but is " + expectedShingles);
        }
        if (!(falsePositiveRate > 0 && falsePositiveRate < 1)) {
            throw new IllegalArgumentException("false-positive-rate must be in (0, 1) but is " + falsePositiveRate);
        }
    }
}
