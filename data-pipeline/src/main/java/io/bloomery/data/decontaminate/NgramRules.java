package io.bloomery.data.decontaminate;

import java.io.Serializable;

/**
 * Which runs of words of an item must not occur; HOCON: {@code decontaminate.profiles.NAME}.
 *
 * @param words {@code words}: words in a run
 * @param query {@code query}: runs of the query count
 * @param label {@code label}: runs of an answer count
 * @param overlap {@code overlap}: runs that begin in the query and end in an answer count
 */
public record NgramRules(int words, boolean query, boolean label, boolean overlap) implements Serializable {

    private static final int MAX_WORDS = 1000;

    public NgramRules {
        if (words < 1 || words > MAX_WORDS) {
            throw new IllegalArgumentException("words must be in [1, " + MAX_WORDS + "] but is " + words);
        }
        if (!query && !label && !overlap) {
            throw new IllegalArgumentException("one of query, label and overlap must be true, else nothing is found");
        }
    }
}
