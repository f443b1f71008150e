package io.bloomery.data.dedup;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A set of hashes that may take a hash for a member that is none, and never the other way round.
 *
 * <p>Bloom 1970, with the positions of Kirsch and Mitzenmacher 2006: both halves of a 64-bit hash span all of them. What
 * the filter answers depends on the set of hashes added, not on their order.
 */
public final class BloomFilter {

    private static final long MAX_BITS = 1L << 36;
    private static final int PART_WORDS = 1 << 14;

    private final long[] words;
    private final long bits;
    private final int hashes;

    /**
     * An empty filter.
     *
     * @param bits size, at least 1
     * @param hashes positions that each member sets, at least 1
     */
    public BloomFilter(long bits, int hashes) {
        if (bits < 1 || bits > MAX_BITS || hashes < 1) {
            throw new IllegalArgumentException("a filter needs 1 to " + MAX_BITS
                    + " bits and at least one hash but has " + bits + " and " + hashes);
        }
        this.words = new long[Math.toIntExact((bits + Long.SIZE - 1) / Long.SIZE)];
        this.bits = bits;
        this.hashes = hashes;
    }

    /** The smallest filter that holds so many hashes and takes no more than this share of others for members. */
    public static BloomFilter sized(long expected, double falsePositiveRate) {
        double bits = Math.ceil(-Math.max(1, expected) * Math.log(falsePositiveRate) / (Math.log(2) * Math.log(2)));
        double hashes = Math.ceil(bits / Math.max(1, expected) * Math.log(2));
        return new BloomFilter(Math.max(Long.SIZE, (long) bits), (int) Math.max(1, hashes));
    }

    /** Whether the hash was added, or looks as if it had been. */
    public boolean mayContain(long hash) {
        for (int i = 0; i < hashes; i++) {
            long position = position(hash, i);
            if ((words[(int) (position >>> 6)] & (1L << position)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Adds a hash. */
    public void add(long hash) {
        for (int i = 0; i < hashes; i++) {
            long position = position(hash, i);
            words[(int) (position >>> 6)] |= 1L << position;
        }
    }

    /** How many parts the filter can be carried in. */
    public int parts() {
        return (words.length + PART_WORDS - 1) / PART_WORDS;
    }

    /** What a part holds, as bytes; none where it holds nothing. */
    public byte[] part(int part) {
        int from = part * PART_WORDS;
        int until = Math.min(from + PART_WORDS, words.length);
        if (Arrays.stream(words, from, until).allMatch(word -> word == 0)) {
            return new byte[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate((until - from) * Long.BYTES);
        bytes.asLongBuffer().put(words, from, until - from);
        return bytes.array();
    }

    /** Adds what a part of another filter of the same size holds. */
    public void addPart(int part, byte[] bytes) {
        LongBuffer other = ByteBuffer.wrap(bytes).asLongBuffer();
        for (int i = part * PART_WORDS; other.hasRemaining(); i++) {
            words[i] |= other.get();
        }
    }

    private long position(long hash, int i) {
        long step = Long.rotateLeft(hash, Integer.SIZE) | 1;
        return Long.remainderUnsigned(hash + i * step, bits);
    }
}
