package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** The settings of each {@link MinHashProfile}; HOCON: {@code dedupe.min-hash.profiles}. */
public record MinHashProfiles(MinHashSettings fineweb, MinHashSettings redpajama, MinHashSettings nemo)
        implements Serializable {
    public MinHashProfiles {
        requireNonNull(fineweb, "fineweb");
        requireNonNull(redpajama, "redpajama");
        requireNonNull(nemo, "nemo");
    }

    /** The settings of one. */
    public MinHashSettings of(MinHashProfile profile) {
        return switch (profile) {
            case FINEWEB -> fineweb;
            case REDPAJAMA -> redpajama;
            case NEMO -> nemo;
        };
    }
}
