package io.bloomery.data.tokenize;

import java.util.Comparator;

/** A pair that may be merged next, how often it occurred when it was queued, and the words it occurred in. */
@SuppressWarnings("ArrayRecordComponent") // private to the trainer, never compared by value
record PairCandidate(long pair, long count, int[] words) implements Comparable<PairCandidate> {

    private static final Comparator<PairCandidate> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(PairCandidate::count).reversed().thenComparingLong(PairCandidate::pair);

    PairCandidate withCount(long newCount) {
        return new PairCandidate(pair, newCount, words);
    }

    @Override
    public int compareTo(PairCandidate other) {
        return MOST_FREQUENT_FIRST.compare(this, other);
    }
}
