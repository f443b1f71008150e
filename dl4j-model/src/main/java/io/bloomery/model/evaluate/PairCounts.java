package io.bloomery.model.evaluate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How often each token stands right after each other one, within sequences.
 *
 * <p>Counting and merging commute, so the counts are the same however sequences were spread over machines. An
 * open-addressing table of two long arrays: 24 bytes for each distinct pair and less, at a load of two thirds.
 */
public final class PairCounts implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long EMPTY = -1;
    private static final int FIRST_CAPACITY = 1 << 10;

    private final int vocabularySize;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private int size;

    public PairCounts(int vocabularySize) {
        if (vocabularySize < 1) {
            throw new IllegalArgumentException("vocabularySize must be positive but is " + vocabularySize);
        }
        this.vocabularySize = vocabularySize;
        Arrays.fill(keys, EMPTY);
    }

    /** Counts the pairs of one sequence; every id must be within the vocabulary. */
    public PairCounts add(int[] tokens) {
        for (int i = 1; i < tokens.length; i++) {
            add(key(tokens[i - 1], tokens[i]), 1);
        }
        return this;
    }

    /** Adds the counts of another part of the same corpus. */
    public PairCounts add(PairCounts other) {
        if (other.vocabularySize != vocabularySize) {
            throw new IllegalArgumentException(
                    "counts over " + other.vocabularySize + " tokens do not add to counts over " + vocabularySize);
        }
        for (int slot = 0; slot < other.keys.length; slot++) {
            if (other.keys[slot] != EMPTY) {
                add(other.keys[slot], other.counts[slot]);
            }
        }
        return this;
    }

    /** How often {@code next} stands right after {@code previous}. */
    public long count(int previous, int next) {
        int slot = slot(keys, key(previous, next));
        return keys[slot] == EMPTY ? 0 : counts[slot];
    }

    public int vocabularySize() {
        return vocabularySize;
    }

    /** Shows every pair that was seen, in no particular order. */
    void forEach(PairVisitor visitor) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY) {
                visitor.visit((int) (keys[slot] / vocabularySize), (int) (keys[slot] % vocabularySize), counts[slot]);
            }
        }
    }

    private long key(int previous, int next) {
        if (previous < 0 || previous >= vocabularySize || next < 0 || next >= vocabularySize) {
            throw new IllegalArgumentException(
                    "token ids " + previous + " and " + next + " must be in [0, " + vocabularySize + ")");
        }
        return (long) previous * vocabularySize + next;
    }

    private void add(long key, long count) {
        int slot = slot(keys, key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += count;
        if (size > keys.length / 3 * 2) {
            grow();
        }
    }

    private void grow() {
        long[] largerKeys = new long[keys.length * 2];
        long[] largerCounts = new long[keys.length * 2];
        Arrays.fill(largerKeys, EMPTY);
        for (int from = 0; from < keys.length; from++) {
            if (keys[from] != EMPTY) {
                int to = slot(largerKeys, keys[from]);
                largerKeys[to] = keys[from];
                largerCounts[to] = counts[from];
            }
        }
        keys = largerKeys;
        counts = largerCounts;
    }

    private static int slot(long[] keys, long key) {
        long hash = key * 0x9E3779B97F4A7C15L; // Knuth's multiplicative hash, 2^64 over the golden ratio
        int slot = (int) (hash >>> 32) & (keys.length - 1);
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** Sees one pair and its count. */
    @FunctionalInterface
    interface PairVisitor {
        void visit(int previous, int next, long count);
    }
}
