package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How near-duplicates are found; HOCON: {@code dedupe.min-hash}.
 *
 * @param enabled {@code enabled}: whether near-duplicates are looked for at all
 * @param profile {@code profile}: which of the settings below are used
 * @param profiles {@code profiles}: settings by name
 * @param seed {@code seed}: of the hash functions
 */
public record MinHashConfig(boolean enabled, MinHashProfile profile, MinHashProfiles profiles, long seed)
        implements Serializable {
    public MinHashConfig {
        requireNonNull(profile, "profile");
        requireNonNull(profiles, "profiles");
    }

    /** The settings of the profile that was chosen. */
    public MinHashSettings settings() {
        return profiles.of(profile);
    }

    /** The hash functions. */
    public MinHash minHash() {
        return new MinHash(settings().buckets(), settings().rows(), seed);
    }
}
