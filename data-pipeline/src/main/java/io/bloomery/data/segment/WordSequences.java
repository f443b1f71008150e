package io.bloomery.data.segment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sequences of words in a text, told apart by number: equal sequences of a length have the same one.
 *
 * <p>The numbers of a length come from those of the length before it, in O(words) time and memory each; they are exact,
 * not hashes, and count from 0 in the order of first occurrence. Belongs to one thread.
 */
public final class WordSequences {

    private final int[] words; // number of each word's spelling
    private final int[] charactersBefore; // code points in the words before each position
    private int length = 1;
    private int[] numbers;

    private WordSequences(int[] words, int[] charactersBefore) {
        this.words = words;
        this.charactersBefore = charactersBefore;
        this.numbers = words;
    }

    /** The sequences of a text's words. */
    public static WordSequences of(List<String> text) {
        Map<String, Integer> seen = new HashMap<>();
        int[] words = new int[text.size()];
        int[] charactersBefore = new int[text.size() + 1];
        for (int i = 0; i < words.length; i++) {
            String word = text.get(i);
            words[i] = seen.computeIfAbsent(word, unseen -> seen.size());
            charactersBefore[i + 1] = charactersBefore[i] + PythonText.length(word);
        }
        return new WordSequences(words, charactersBefore);
    }

    /** How many words the text has. */
    public int words() {
        return words.length;
    }

    /** Characters in the words from one position up to another; white space between them does not count. */
    public int characters(int from, int to) {
        return charactersBefore[to] - charactersBefore[from];
    }

    /** Number of the sequence that starts at each position; empty if the text has fewer words. */
    public int[] numbers(int wordsInSequence) {
        if (wordsInSequence < 1) {
            throw new IllegalArgumentException("a sequence has at least one word but not " + wordsInSequence);
        }
        if (wordsInSequence > words.length) {
            return new int[0];
        }
        if (wordsInSequence < length) {
            length = 1;
            numbers = words;
        }
        while (length < wordsInSequence) {
            numbers = lengthen();
        }
        return numbers.clone();
    }

    /** How often each number occurs. */
    public static int[] counts(int[] numbers) {
        int[] counts = new int[Arrays.stream(numbers).max().orElse(-1) + 1];
        for (int number : numbers) {
            counts[number]++;
        }
        return counts;
    }

    private int[] lengthen() {
        PairNumbers pairs = new PairNumbers(numbers.length);
        int[] longer = new int[numbers.length - 1];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = pairs.number(numbers[i], words[i + length]);
        }
        length++;
        return longer;
    }
}
