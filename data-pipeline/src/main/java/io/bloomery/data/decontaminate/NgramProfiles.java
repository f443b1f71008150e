package io.bloomery.data.decontaminate;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** The settings of each {@link NgramProfile}; HOCON: {@code decontaminate.profiles}. */
public record NgramProfiles(NgramRules gpt3, NgramRules datatrove) implements Serializable {
    public NgramProfiles {
        requireNonNull(gpt3, "gpt3");
        requireNonNull(datatrove, "datatrove");
    }

    /** The settings of one. */
    public NgramRules of(NgramProfile profile) {
        return switch (profile) {
            case GPT3 -> gpt3;
            case DATATROVE -> datatrove;
        };
    }
}
