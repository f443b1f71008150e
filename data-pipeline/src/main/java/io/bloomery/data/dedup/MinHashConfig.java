package io.bloomery.data.dedup;

import java.io.Serializable;

/**
 * How near-duplicates are found; HOCON: {@code dedupe.min-hash}.
 *
 * @param enabled {@code enabled}: whether near-duplicates are looked for at all
 * @param shingleWords {@code shingle-words}: words in a row that make a shingle; texts are compared by their shingles
 * @param buckets {@code buckets}: in how many ways two texts can meet
 * @param rows {@code rows}: how many hashes must agree in one of these ways; texts of similarity
 *     {@code (1 / buckets) ^ (1 / rows)} meet about two times in three
 * @param minSimilarity {@code min-similarity}: texts that met are near-duplicates from this Jaccard similarity of their
 *     shingles on, in (0, 1]
 * @param seed {@code seed}: of the hash functions
 */
public record MinHashConfig(boolean enabled, int shingleWords, int buckets, int rows, double minSimilarity, long seed)
        implements Serializable {

    private static final int MAX_SHINGLE_WORDS = 1000;
    private static final int MAX_HASHES = 10_000;

    public MinHashConfig {
        requireInRange("shingle-words", shingleWords, MAX_SHINGLE_WORDS);
        requireInRange("buckets", buckets, MAX_HASHES);
        requireInRange("rows", rows, MAX_HASHES);
        if ((long) buckets * rows > MAX_HASHES) {
            throw new IllegalArgumentException("buckets times rows must be at most " + MAX_HASHES
                    + " hashes a document but is " + (long) buckets * rows);
        }
        if (!(minSimilarity > 0 && minSimilarity <= 1)) {
            throw new IllegalArgumentException("min-similarity must be in (0, 1] but is " + minSimilarity);
        }
    }

    private static void requireInRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be in [1, " + max + "] but is " + value);
        }
    }
}
