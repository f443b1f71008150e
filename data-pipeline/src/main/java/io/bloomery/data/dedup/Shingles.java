package io.bloomery.data.dedup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The set of runs of words that stands for a text when it is compared, each run as its 64-bit hash.
 *
 * <p>A text with fewer words than a run has is one shingle; a text without words has none and is like no other.
 */
public final class Shingles {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private Shingles() {}

    /** The distinct shingles of a text, in ascending order. */
    public static long[] of(String text, int wordsPerShingle) {
        List<String> words = ComparisonWords.of(text);
        long[] hashes = words.stream().mapToLong(HASHER::hashCharsToLong).toArray();
        if (hashes.length == 0) {
            return hashes;
        }
        int width = Math.min(wordsPerShingle, hashes.length);
        return LongStream.range(0, (long) hashes.length - width + 1)
                .map(start -> hash(hashes, (int) start, width))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Shared shingles over all shingles of two texts, in [0, 1]; 0 when neither has any. */
    public static double similarity(long[] left, long[] right) {
        int shared = 0;
        int l = 0;
        int r = 0;
        while (l < left.length && r < right.length) {
            int order = Long.compare(left[l], right[r]);
            shared += order == 0 ? 1 : 0;
            l += order <= 0 ? 1 : 0;
            r += order >= 0 ? 1 : 0;
        }
        long all = (long) left.length + right.length - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    private static long hash(long[] words, int start, int width) {
        long hash = width;
        for (int i = start; i < start + width; i++) {
            hash = HASHER.hashLongLongToLong(hash, words[i]);
        }
        return hash;
    }
}
