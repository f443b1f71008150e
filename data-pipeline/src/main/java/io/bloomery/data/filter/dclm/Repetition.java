package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.UnicodeWords;
import io.bloomery.data.segment.WordSequences;
import io.bloomery.data.step.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a text repeats; every copy counts, the first one too. */
final class Repetition {

    /** Sequences of the words that begin with a letter or a number. */
    static final View<WordSequences> WORDS = draft -> WordSequences.of(draft.view(UnicodeWords.SPOKEN));

    /** The share of a text that has nothing to count: more than any share, so that every limit drops it. */
    static final double NOTHING = 2;

    private Repetition() {}

    /** Parts that have a copy, or their characters, over all; 0 for a single part. */
    static double ofParts(List<String> parts, boolean characters) {
        if (parts.size() <= 1) {
            return parts.isEmpty() ? NOTHING : 0;
        }
        Map<String, Integer> counts = new HashMap<>();
        parts.forEach(part -> counts.merge(part, 1, Integer::sum));
        long all = 0;
        long repeated = 0;
        for (Map.Entry<String, Integer> part : counts.entrySet()) {
            long size = characters ? PythonText.length(part.getKey()) : 1;
            all += size * part.getValue();
            repeated += part.getValue() > 1 ? size * part.getValue() : 0;
        }
        return (double) repeated / all;
    }

    /** Characters in repeated sequences of words over the characters of all words; 0 if there is no such sequence. */
    static double ofSequences(String text, WordSequences words, int length, NgramCharRatio ratio) {
        if (text.isEmpty()) {
            return NOTHING;
        }
        int[] numbers = words.numbers(length);
        int[] counts = WordSequences.counts(numbers);
        long repeated = ratio.isMostCommon(length)
                ? inMostCommon(words, length, numbers, counts)
                : inRepeated(words, length, numbers, counts);
        return repeated == 0 ? 0 : (double) repeated / words.characters(0, words.words());
    }

    /** Characters of the copies of the most frequent sequence, the longest of them if several are. */
    private static long inMostCommon(WordSequences words, int length, int[] numbers, int[] counts) {
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        long longest = 0;
        for (int i = 0; i < numbers.length && most > 1; i++) {
            if (counts[numbers[i]] == most) {
                longest = Math.max(longest, words.characters(i, i + length));
            }
        }
        return longest * most;
    }

    /** Characters of the words that stand in a sequence with a copy, each word once. */
    private static long inRepeated(WordSequences words, int length, int[] numbers, int[] counts) {
        long repeated = 0;
        int counted = 0; // words before this one need no more counting
        for (int i = 0; i < numbers.length; i++) {
            if (counts[numbers[i]] > 1) {
                repeated += words.characters(Math.max(i, counted), i + length);
                counted = i + length;
            }
        }
        return repeated;
    }
}
