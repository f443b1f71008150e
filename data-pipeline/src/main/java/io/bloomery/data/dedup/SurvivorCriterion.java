package io.bloomery.data.dedup;

/** By what the survivor of a cluster is chosen. */
public enum SurvivorCriterion {
    /** The source that is named first in {@code dedupe.survivor.sources}; sources that are not named come last. */
    SOURCE,
    /** The highest value of the signal {@code dedupe.survivor.signal}; documents without it come last. */
    QUALITY,
    /** The earliest date; documents without one come last. */
    OLDEST,
    /** The longest text. */
    LONGEST
}
