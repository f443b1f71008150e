package io.bloomery.data.filter.multilingual;

import io.bloomery.data.step.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sequences of words in a text and the room they take.
 *
 * <p>N-grams are told apart by a 64-bit hash of their words' numbers: for a text of a million words two different ones
 * meet with probability below 1e-7. Every measure takes O(words) time and memory.
 */
final class Ngrams {

    /** The n-grams of a draft. */
    static final View<Ngrams> VIEW = draft -> of(draft.view(Words.VIEW));

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

    private final int[] words; // number of each word's spelling
    private final long[] charactersBefore; // characters in the words before each position

    private Ngrams(int[] words, long[] charactersBefore) {
        this.words = words;
        this.charactersBefore = charactersBefore;
    }

    static Ngrams of(List<String> text) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] words = new int[text.size()];
        long[] charactersBefore = new long[text.size() + 1];
        for (int i = 0; i < words.length; i++) {
            String word = text.get(i);
            words[i] = numbers.computeIfAbsent(word, unseen -> numbers.size());
            charactersBefore[i + 1] = charactersBefore[i] + word.length();
        }
        return new Ngrams(words, charactersBefore);
    }

    /** Characters in the copies of the n-gram that takes most of them, over all characters; 0 if none occurs twice. */
    double topFraction(int length) {
        Map<Long, Integer> counts = new HashMap<>();
        long most = 0;
        for (int i = 0; i + length <= words.length; i++) {
            int count = counts.merge(hash(i, length), 1, Integer::sum);
            if (count > 1) {
                most = Math.max(most, count * characters(i, i + length));
            }
        }
        return Math.min(1, share(most)); // copies may overlap
    }

    /** Characters in n-grams that occurred before, none counted twice, over all characters. */
    double duplicateFraction(int length) {
        Set<Long> seen = new HashSet<>();
        long repeated = 0;
        int i = 0;
        while (i + length <= words.length) {
            if (seen.add(hash(i, length))) {
                i++;
            } else {
                repeated += characters(i, i + length);
                i += length;
            }
        }
        return share(repeated);
    }

    private long characters(int from, int to) {
        return charactersBefore[to] - charactersBefore[from];
    }

    private double share(long characters) {
        long all = charactersBefore[words.length];
        return all == 0 ? 0 : (double) characters / all;
    }

    private long hash(int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ words[i]) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
