package io.bloomery.data.dedup;

import java.io.Serializable;

/**
 * Pairs that fingerprints bring together, beside those of MinHash; HOCON: {@code dedupe.sim-hash}.
 *
 * @param enabled {@code enabled}: whether texts with similar fingerprints are compared
 * @param maxDistance {@code max-distance}: bits of 64 in which fingerprints of texts that are compared may differ
 * @param blocks {@code blocks}: parts of a fingerprint; all but {@code max-distance} of them are the same
 */
public record SimHashConfig(boolean enabled, int maxDistance, int blocks) implements Serializable {

    private static final int MAX_BLOCKS = 16;

    public SimHashConfig {
        if (maxDistance < 0 || blocks <= maxDistance || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("blocks must be more than max-distance and at most " + MAX_BLOCKS
                    + " but they are " + blocks + " and " + maxDistance);
        }
    }
}
