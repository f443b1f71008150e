package io.bloomery.data.dedup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Keys that texts with many shingles in common are likely to share: MinHash with banding.
 *
 * <p>Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4. Row {@code i} mixes a shingle
 * with constants of its own to 32 bits and keeps the least; a bucket's key is the hash of its rows and of its number. Two
 * texts of Jaccard similarity {@code s} share a key with probability {@code 1 - (1 - s^rows)^buckets}. Takes O(shingles x
 * buckets x rows) time, in steps that a vector unit does eight or sixteen at once; hence 32 bits and no carry beyond them.
 * Minima of different shingles are equal once in {@code 2^32 / shingles}, and a bucket needs that of every row.
 */
public final class MinHash {

    private static final long[] NONE = {};
    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private final int buckets;
    private final int[] masks;
    private final int[] factors;

    public MinHash(int buckets, int rows, long seed) {
        if (buckets < 1 || rows < 1) {
            throw new IllegalArgumentException("buckets and rows must be positive but are " + buckets + " and " + rows);
        }
        this.buckets = buckets;
        SplittableRandom random = new SplittableRandom(seed);
        this.masks = random.ints((long) buckets * rows).toArray();
        this.factors = random.ints((long) buckets * rows).map(i -> i | 1).toArray();
    }

    /** One key a bucket, in the order of the buckets; none for a text without shingles. */
    public long[] keys(long[] shingles) {
        return shingles.length == 0 ? NONE : bucketKeys(signature(shingles), buckets);
    }

    /** The least value of each row; of texts of similarity {@code s} about the share {@code s} of rows agrees. */
    public int[] signature(long[] shingles) {
        int[] least = new int[factors.length];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (long shingle : shingles) {
            lower(least, (int) (shingle ^ (shingle >>> Integer.SIZE)));
        }
        return least;
    }

    /** The keys of equally many rows each of a signature. */
    public static long[] bucketKeys(int[] signature, int buckets) {
        int rows = signature.length / buckets;
        long[] keys = new long[buckets];
        for (int bucket = 0; bucket < buckets; bucket++) {
            long key = bucket;
            for (int row = 0; row < rows; row++) {
                key = HASHER.hashLongLongToLong(key, signature[bucket * rows + row]);
            }
            keys[bucket] = key;
        }
        return keys;
    }

    private void lower(int[] least, int shingle) {
        for (int i = 0; i < least.length; i++) {
            int mixed = (shingle ^ masks[i]) * factors[i];
            mixed = (mixed ^ (mixed >>> 15)) * 0x2C1B3C6D; // Wellons, lowbias32, one round less: the input is a hash
            least[i] = Math.min(least[i], mixed ^ (mixed >>> 16));
        }
    }
}
