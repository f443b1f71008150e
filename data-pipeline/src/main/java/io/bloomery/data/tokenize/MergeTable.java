package io.bloomery.data.tokenize;

import java.util.Arrays;
import java.util.List;

/** Which rank a pair of tokens has among the merges, and what it becomes; looked up once per pair of a text. */
final class MergeTable {

    static final int NO_RANK = -1;

    private static final long EMPTY = -1;

    private final long[] pairs;
    private final int[] ranks;
    private final int[] merged;
    private final int mask;

    MergeTable(List<Merge> merges) {
        int slots = Integer.highestOneBit(Math.max(1, merges.size())) << 2; // at most half full
        pairs = new long[slots];
        Arrays.fill(pairs, EMPTY);
        ranks = new int[slots];
        mask = slots - 1;
        merged = new int[merges.size()];
        for (int rank = 0; rank < merged.length; rank++) {
            Merge merge = merges.get(rank);
            int slot = slotOf(Pairs.of(merge.left(), merge.right()));
            pairs[slot] = Pairs.of(merge.left(), merge.right());
            ranks[slot] = rank;
            merged[rank] = merge.merged();
        }
    }

    /** The rank of a pair, or {@link #NO_RANK}. */
    int rank(int left, int right) {
        int slot = slotOf(Pairs.of(left, right));
        return pairs[slot] == EMPTY ? NO_RANK : ranks[slot];
    }

    int merged(int rank) {
        return merged[rank];
    }

    private int slotOf(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L; // 2^64 / golden ratio: spreads neighbouring ids
        int slot = (int) (mixed >>> Integer.SIZE) & mask;
        while (pairs[slot] != EMPTY && pairs[slot] != pair) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
