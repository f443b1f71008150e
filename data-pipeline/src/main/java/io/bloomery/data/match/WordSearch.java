package io.bloomery.data.match;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds every place of many words in one pass over a text (Aho and Corasick 1975); immutable.
 *
 * <p>Memory is a hash entry for each character of the words; a search takes O(text + places found).
 */
public final class WordSearch implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int ROOT = 0;
    private static final int NONE = -1;

    private final Map<Long, Integer> next = new HashMap<>(); // (state, character) -> state
    private int[] fallback = {ROOT}; // longest proper suffix of a state that is a state
    private int[] output = {NONE}; // longest suffix of a state, itself too, that is a word
    private int[] depth = {0}; // characters of a state
    private boolean[] isWord = {false};
    private int states = 1;

    private WordSearch() {}

    /** Decides about one place. */
    @FunctionalInterface
    public interface Place {

        /**
         * Whether this is a place that was looked for, so that the search ends.
         *
         * @param start first character of the word in the text
         * @param end behind the last one
         */
        boolean accept(int start, int end);
    }

    /** A search for words; empty words are nowhere. */
    public static WordSearch of(Iterable<String> words) {
        WordSearch search = new WordSearch();
        for (String word : words) {
            search.add(word);
        }
        search.link();
        return search;
    }

    /** Whether some place is accepted; places come by their ends, at the same end the longest first. */
    public boolean find(String text, Place place) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            for (int word = output[state]; word != NONE; word = output[fallback[word]]) {
                if (place.accept(i + 1 - depth[word], i + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a text has any of the words anywhere. */
    public boolean isIn(String text) {
        return find(text, (start, end) -> true);
    }

    private int step(int from, char character) {
        int state = from;
        while (true) {
            Integer to = next.get(key(state, character));
            if (to != null) {
                return to;
            }
            if (state == ROOT) {
                return ROOT;
            }
            state = fallback[state];
        }
    }

    private void add(String word) {
        int state = ROOT;
        for (int i = 0; i < word.length(); i++) {
            int from = state;
            state = next.computeIfAbsent(key(from, word.charAt(i)), unseen -> newState(from));
        }
        isWord[state] = state != ROOT;
    }

    private int newState(int parent) {
        if (states == depth.length) {
            int larger = Math.multiplyExact(2, states);
            fallback = Arrays.copyOf(fallback, larger);
            output = Arrays.copyOf(output, larger);
            depth = Arrays.copyOf(depth, larger);
            isWord = Arrays.copyOf(isWord, larger);
        }
        depth[states] = depth[parent] + 1;
        return states++;
    }

    /** Sets fallbacks from short states to long ones. */
    private void link() {
        Map<Integer, Map<Character, Integer>> children = new HashMap<>();
        next.forEach((key, to) -> children.computeIfAbsent((int) (key >> Character.SIZE), unseen -> new HashMap<>())
                .put((char) (long) key, to));
        Deque<Integer> open = new ArrayDeque<>(List.of(ROOT));
        while (!open.isEmpty()) {
            int state = open.remove();
            output[state] = isWord[state] ? state : outputOf(state);
            children.getOrDefault(state, Map.of()).forEach((character, child) -> {
                fallback[child] = state == ROOT ? ROOT : step(fallback[state], character);
                open.add(child);
            });
        }
    }

    private int outputOf(int state) {
        return state == ROOT ? NONE : output[fallback[state]];
    }

    private static long key(int state, char character) {
        return (long) state << Character.SIZE | character;
    }
}
