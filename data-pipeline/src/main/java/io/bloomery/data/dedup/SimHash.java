package io.bloomery.data.dedup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.stream.IntStream;

/**
 * Charikar's SimHash: similar sets of hashes have fingerprints that differ in few bits.
 *
 * <p>A bit of the fingerprint is set where more hashes have it set than not (Manku, Jain and Das Sarma 2007); a tie leaves
 * it unset.
 */
public final class SimHash {

    private static final int MAX_BLOCKS = 16;
    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private SimHash() {}

    /**
     * The fingerprint of a set of hashes.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static long of(long[] hashes) {
        if (hashes.length == 0) {
            throw new IllegalArgumentException("a set without hashes has no fingerprint");
        }
        long fingerprint = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            int balance = 0;
            for (long hash : hashes) {
                balance += (hash >>> bit & 1) == 1 ? 1 : -1;
            }
            fingerprint |= balance > 0 ? 1L << bit : 0;
        }
        return fingerprint;
    }

    /** In how many bits two fingerprints differ. */
    public static int distance(long left, long right) {
        return Long.bitCount(left ^ right);
    }

    /**
     * Keys of which fingerprints share at least one if they differ in at most so many bits: of the blocks that the bits
     * are divided into, all but so many are the same in both.
     *
     * @param blocks more than {@code maxDistance}
     */
    public static long[] keys(long fingerprint, int blocks, int maxDistance) {
        if (blocks > MAX_BLOCKS || maxDistance < 0 || maxDistance >= blocks) {
            throw new IllegalArgumentException("blocks must be more than the " + maxDistance
                    + " bits that may differ and " + "at most " + MAX_BLOCKS + " but is " + blocks);
        }
        return IntStream.range(0, 1 << blocks)
                .filter(chosen -> Integer.bitCount(chosen) == blocks - maxDistance)
                .mapToLong(chosen -> HASHER.hashLongLongToLong(chosen, fingerprint & bits(chosen, blocks)))
                .toArray();
    }

    private static long bits(int chosenBlocks, int blocks) {
        long bits = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            bits |= (chosenBlocks >>> (bit * blocks / Long.SIZE) & 1L) << bit;
        }
        return bits;
    }
}
