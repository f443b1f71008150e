package io.bloomery.model.train;

import java.io.Serializable;

/**
 * A shuffle of {@code 0..size-1} that takes no memory and can be asked at any place.
 *
 * <p>A Feistel network of {@value #ROUNDS} rounds over the smallest even number of bits that holds the size, walked until
 * it falls below the size (Black and Rogaway 2002, "cycle-walking"); fewer than four steps on average.
 */
final class Permutation implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int ROUNDS = 6;

    private final long size;
    private final long seed;
    private final int halfBits;
    private final long halfMask;

    Permutation(long size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be positive but is " + size);
        }
        this.size = size;
        this.seed = seed;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
    }

    /** Which element stands at this place. */
    long elementAt(long place) {
        long value = place;
        do {
            value = forward(value);
        } while (value >= size);
        return value;
    }

    private long forward(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ mixed(right, round);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014) over half, round and seed. */
    private long mixed(long half, int round) {
        long z = seed + (half * ROUNDS + round + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (z ^ z >>> 31) & halfMask;
    }
}
