package io.bloomery.data.pack;

import java.util.Locale;

/** What a document is for: learning from it, or judging what was learned. */
public enum Split {
    TRAIN,
    VALIDATION;

    /** As it is written in the sequence table. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
