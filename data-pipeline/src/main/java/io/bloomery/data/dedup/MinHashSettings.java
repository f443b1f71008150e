package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How texts are sketched and compared; HOCON: {@code dedupe.min-hash.profiles.NAME}.
 *
 * @param shingleUnit {@code shingle-unit}: words or characters
 * @param shingleSize {@code shingle-size}: units in a row that make a shingle; texts are compared by their shingles
 * @param buckets {@code buckets}: in how many ways two texts can meet
 * @param rows {@code rows}: how many hashes must agree in one of these ways; texts of similarity
 *     {@code (1 / buckets) ^ (1 / rows)} meet about two times in three
 * @param bucketsPerPass {@code buckets-per-pass}: how many buckets are sorted at a time; fewer need less disk for
 *     shuffles and more passes, and the result is the same
 * @param minSimilarity {@code min-similarity}: texts that met are near-duplicates from this Jaccard similarity of their
 *     shingles on, in (0, 1]
 */
public record MinHashSettings(
        ShingleUnit shingleUnit, int shingleSize, int buckets, int rows, int bucketsPerPass, double minSimilarity)
        implements Serializable {

    private static final int MAX_SHINGLE_SIZE = 1000;
    private static final int MAX_HASHES = 10_000;

    public MinHashSettings {
        requireNonNull(shingleUnit, "shingle-unit");
        requireInRange("shingle-size", shingleSize, MAX_SHINGLE_SIZE);
        requireInRange("buckets", buckets, MAX_HASHES);
        requireInRange("rows", rows, MAX_HASHES);
        if ((long) buckets * rows > MAX_HASHES) {
            throw new IllegalArgumentException("buckets times rows must be at most " + MAX_HASHES
                    + " hashes a document but is " + (long) buckets * rows);
        }
        if (bucketsPerPass < 1 || bucketsPerPass > buckets) {
            throw new IllegalArgumentException("buckets-per-pass must be in [1, buckets], which is [1, " + buckets
                    + "], but is " + bucketsPerPass);
        }
        if (!(minSimilarity > 0 && minSimilarity <= 1)) {
            throw new IllegalArgumentException("min-similarity must be in (0, 1] but is " + minSimilarity);
        }
    }

    /** The distinct shingles of a text, in ascending order. */
    public long[] shingles(String text) {
        return Shingles.of(text, shingleUnit, shingleSize);
    }

    private static void requireInRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be in [1, " + max + "] but is " + value);
        }
    }
}
