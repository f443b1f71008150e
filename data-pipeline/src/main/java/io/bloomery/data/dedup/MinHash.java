package io.bloomery.data.dedup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Keys that texts with many shingles in common are likely to share: MinHash with banding.
 *
 * <p>Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4. Row {@code i} hashes a shingle
 * {@code x} to {@code (a_i x + b_i) mod (2^61 - 1)} and keeps the least; a bucket's key is the hash of its rows and of
 * its number. Two texts of Jaccard similarity {@code s} share a key with probability
 * {@code 1 - (1 - s^rows)^buckets}. Takes O(shingles x buckets x rows) time.
 */
public final class MinHash {

    private static final long PRIME = (1L << 61) - 1;
    private static final int PRIME_BITS = 61;
    private static final long[] NONE = {};
    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private final MinHashConfig config;
    private final long[] factors;
    private final long[] summands;

    public MinHash(MinHashConfig config) {
        this.config = config;
        int hashes = config.buckets() * config.rows();
        SplittableRandom random = new SplittableRandom(config.seed());
        this.factors = random.longs(hashes, 1, PRIME).toArray();
        this.summands = random.longs(hashes, 0, PRIME).toArray();
    }

    /** One key a bucket, in the order of the buckets; none for a text without shingles. */
    public long[] keys(long[] shingles) {
        if (shingles.length == 0) {
            return NONE;
        }
        long[] signature = signature(shingles);
        long[] keys = new long[config.buckets()];
        for (int bucket = 0; bucket < keys.length; bucket++) {
            long key = bucket;
            for (int row = 0; row < config.rows(); row++) {
                key = HASHER.hashLongLongToLong(key, signature[bucket * config.rows() + row]);
            }
            keys[bucket] = key;
        }
        return keys;
    }

    private long[] signature(long[] shingles) {
        long[] least = new long[factors.length];
        Arrays.fill(least, Long.MAX_VALUE);
        for (long shingle : shingles) {
            long x = reduce(shingle >>> 3); // 61 bits are left
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], permuted(x, factors[i], summands[i]));
            }
        }
        return least;
    }

    /** {@code (a x + b) mod (2^61 - 1)} for a, b and x below the prime, without division. */
    static long permuted(long x, long a, long b) {
        long high = Math.multiplyHigh(a, x);
        long low = a * x;
        long folded = (low & PRIME) + ((low >>> PRIME_BITS) | (high << (Long.SIZE - PRIME_BITS))); // below 2^62
        return reduce(reduce(folded) + b);
    }

    private static long reduce(long value) {
        return value >= PRIME ? value - PRIME : value;
    }
}
