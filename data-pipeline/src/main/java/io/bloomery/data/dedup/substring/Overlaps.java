package io.bloomery.data.dedup.substring;

/** What becomes of intervals that overlap. */
public enum Overlaps {
    /** Overlapping and touching intervals are taken together. */
    MERGED,
    /** Intervals stay as they are; those inside another one go. */
    LONGEST
}
