package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How duplicates are found; HOCON: {@code dedupe}. Exact duplicates always go, before any near-duplicates are looked for.
 *
 * @param minHash {@code min-hash}: near-duplicates
 */
public record DedupeConfig(MinHashConfig minHash) implements Serializable {
    public DedupeConfig {
        requireNonNull(minHash, "min-hash");
    }
}
