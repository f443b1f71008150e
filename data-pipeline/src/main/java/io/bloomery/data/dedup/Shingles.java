package io.bloomery.data.dedup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.List;

/**
 * The set of runs of words or characters that stands for a text when it is compared, each run as its 64-bit hash.
 *
 * <p>A text shorter than a run is one shingle; a text without words, or without characters, has none and is like no
 * other. Takes O(length of the text) time, and O(n log n) in the number n of shingles to sort them.
 */
public final class Shingles {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    /** Of the rolling polynomial over code points, modulo 2^61 - 1; any large value without structure will do. */
    private static final long BASE = 0x1B873593CC9E2D51L >>> 4;

    private Shingles() {}

    /** The distinct shingles of a text, in ascending order. */
    public static long[] of(String text, ShingleUnit unit, int size) {
        return switch (unit) {
            case WORDS -> ofWords(text, size);
            case CHARACTERS -> ofCharacters(text, size);
        };
    }

    /** The distinct runs of words, in ascending order. */
    public static long[] ofWords(String text, int wordsPerShingle) {
        long[] runs = inOrder(text, Math.max(1, wordsPerShingle));
        return runs.length == 0 ? shortText(text) : distinct(runs);
    }

    /** The runs of words as they follow each other, with repeats; none for a text with fewer words. */
    public static long[] inOrder(String text, int wordsPerShingle) {
        long[] words = words(text);
        long[] runs = new long[Math.max(0, words.length - wordsPerShingle + 1)];
        for (int start = 0; start < runs.length; start++) {
            runs[start] = hash(words, start, wordsPerShingle);
        }
        return runs;
    }

    private static long[] shortText(String text) {
        long[] words = words(text);
        return words.length == 0 ? words : new long[] {hash(words, 0, words.length)};
    }

    private static long[] words(String text) {
        List<String> words = ComparisonWords.of(text);
        return words.stream().mapToLong(HASHER::hashCharsToLong).toArray();
    }

    private static long[] ofCharacters(String text, int size) {
        int[] characters = text.codePoints().toArray();
        if (characters.length == 0) {
            return new long[0];
        }
        int width = Math.min(size, characters.length);
        long[] runs = new long[characters.length - width + 1];
        long leading = 1;
        long rolling = 0;
        for (int i = 0; i < characters.length; i++) {
            if (i < width) {
                leading = i == 0 ? 1 : ModularHash.of(leading, BASE, 0);
            } else {
                rolling = ModularHash.minus(rolling, ModularHash.of(leading, characters[i - width] + 1L, 0));
            }
            rolling = ModularHash.of(rolling, BASE, characters[i] + 1L);
            if (i >= width - 1) {
                runs[i - width + 1] = HASHER.hashLongLongToLong(width, rolling);
            }
        }
        return distinct(runs);
    }

    private static long[] distinct(long[] hashes) {
        Arrays.sort(hashes);
        int kept = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, kept);
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
