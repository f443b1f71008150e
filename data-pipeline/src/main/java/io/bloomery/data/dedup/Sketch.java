package io.bloomery.data.dedup;

/** What a text is found by. */
public final class Sketch {

    private final String exactKey;
    private final long[] meetingKeys;

    Sketch(String exactKey, long[] meetingKeys) {
        this.exactKey = exactKey;
        this.meetingKeys = meetingKeys;
    }

    /** The same for texts that are equal. */
    public String exactKey() {
        return exactKey;
    }

    /** Shared, some of them, by texts that may be alike; a copy. */
    public long[] meetingKeys() {
        return meetingKeys.clone();
    }
}
