package io.bloomery.data.filter.dclm;

/** Which repeated sequences of words count: the most frequent, all, or as Gopher has it for their length. */
public enum NgramCharRatio {
    MOST_COMMON,
    ALL,
    BY_LENGTH;

    private static final int LONGEST_MOST_COMMON = 4;

    boolean isMostCommon(int words) {
        return this == MOST_COMMON || (this == BY_LENGTH && words <= LONGEST_MOST_COMMON);
    }
}
