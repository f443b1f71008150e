package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.WordSequences;
import java.util.List;

/** How much of a text its repeated sequences of words take; each number in O(text) time. */
final class RepetitionMeasures {

    private RepetitionMeasures() {}

    /**
     * Characters that go when every place of the text with the most frequent sequence is cut out, over all characters.
     *
     * <p>The sequence is looked for in the raw text, its words joined by single spaces, so it also goes where it is part of
     * longer words, and does not go where the text has other white space. Among sequences that are equally frequent the
     * first of the text counts; the peer takes any. A text with fewer words has 1.
     */
    static double topShare(String text, List<String> words, WordSequences sequences, int length) {
        int[] numbers = sequences.numbers(length);
        if (numbers.length == 0) {
            return 1;
        }
        int[] counts = WordSequences.counts(numbers);
        int top = 0; // where the most frequent sequence starts
        for (int i = 1; i < numbers.length; i++) {
            top = counts[numbers[i]] > counts[numbers[top]] ? i : top;
        }
        String joined = String.join(" ", words.subList(top, top + length));
        return (double) PythonText.count(text, joined) * PythonText.length(joined) / PythonText.length(text);
    }

    /**
     * Characters in sequences that occurred before, and the spaces between their words, over all characters; words that
     * two such sequences share count once. A text with fewer words has 1.
     */
    static double duplicateShare(String text, WordSequences sequences, int length) {
        int[] numbers = sequences.numbers(length);
        if (numbers.length == 0) {
            return 1;
        }
        boolean[] seen = new boolean[numbers.length];
        long repeated = 0;
        int counted = 0; // words at the start of the sequence that were counted with the one before
        for (int i = 0; i < numbers.length; i++) {
            if (seen[numbers[i]]) {
                int spaces = Math.min(length - counted, length - 1);
                repeated += sequences.characters(i + counted, i + length) + spaces;
                counted = length;
            }
            seen[numbers[i]] = true;
            counted = Math.max(counted - 1, 0);
        }
        return (double) repeated / PythonText.length(text);
    }
}
