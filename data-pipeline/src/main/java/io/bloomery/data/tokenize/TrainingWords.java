package io.bloomery.data.tokenize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that a vocabulary is learned from, as tokens so far, and how often each pair of neighbours occurs. */
final class TrainingWords {

    private final int[][] symbols;
    private final int[] lengths;
    private final long[] counts;
    private final Map<Long, PairUse> pairs = new HashMap<>();
    private final List<PairUse> touched = new ArrayList<>();

    TrainingWords(Map<String, Long> wordCounts, Map<String, Integer> ids) {
        int[] idOfSymbol = new int[2 * ByteSymbols.COUNT];
        for (int value = 0; value < ByteSymbols.COUNT; value++) {
            char symbol = ByteSymbols.symbol(value);
            idOfSymbol[symbol] = ids.get(String.valueOf(symbol));
        }
        symbols = new int[wordCounts.size()][];
        lengths = new int[wordCounts.size()];
        counts = new long[wordCounts.size()];
        int word = 0;
        for (Map.Entry<String, Long> entry : wordCounts.entrySet()) {
            if (entry.getValue() < 1) {
                throw new IllegalArgumentException("the count of a word must be positive but is " + entry.getValue());
            }
            symbols[word] = ByteSymbols.encode(entry.getKey())
                    .chars()
                    .map(c -> idOfSymbol[c])
                    .toArray();
            lengths[word] = symbols[word].length;
            counts[word] = entry.getValue();
            word++;
        }
        countPairs();
    }

    private void countPairs() {
        for (int word = 0; word < symbols.length; word++) {
            for (int i = 1; i < lengths[word]; i++) {
                change(symbols[word][i - 1], symbols[word][i], 1, word);
            }
        }
    }

    long count(long pair) {
        return pairs.get(pair).count;
    }

    /** The pairs that appeared since the last call, with the words they appeared in. */
    List<PairCandidate> candidates() {
        List<PairCandidate> candidates = new ArrayList<>(touched.size());
        for (PairUse use : touched) {
            int[] words = use.takeWords();
            if (use.count > 0) {
                candidates.add(new PairCandidate(use.pair, use.count, words));
            }
        }
        touched.clear();
        return candidates;
    }

    /** Replaces a pair by a token in all words it occurs in; returns the pairs that appeared by it. */
    List<PairCandidate> merge(PairCandidate candidate, int merged) {
        for (int word : candidate.words()) {
            merge(word, Pairs.left(candidate.pair()), Pairs.right(candidate.pair()), merged);
        }
        return candidates();
    }

    private void merge(int word, int left, int right, int merged) {
        int[] tokens = symbols[word];
        int length = lengths[word];
        int written = 0;
        int read = 0;
        while (read < length) {
            boolean isPair = tokens[read] == left && read + 1 < length && tokens[read + 1] == right;
            if (!isPair) {
                tokens[written++] = tokens[read++];
                continue;
            }
            if (written > 0) {
                change(tokens[written - 1], left, -1, word);
                change(tokens[written - 1], merged, 1, word);
            }
            read += 2;
            if (read < length) {
                change(right, tokens[read], -1, word);
                change(merged, tokens[read], 1, word);
            }
            tokens[written++] = merged;
        }
        lengths[word] = written;
    }

    private void change(int left, int right, int difference, int word) {
        PairUse use = pairs.computeIfAbsent(Pairs.of(left, right), PairUse::new);
        use.count += difference * counts[word];
        if (difference > 0) {
            if (use.words.isEmpty()) {
                touched.add(use);
            }
            use.appearsIn(word);
        }
    }

    /** How often a pair occurs, and the words it was lately found in, which come in ascending order. */
    private static final class PairUse {

        private final long pair;
        private long count;
        private IntSequence words = new IntSequence();

        PairUse(long pair) {
            this.pair = pair;
        }

        void appearsIn(int word) {
            if (words.isEmpty() || words.last() != word) {
                words.add(word);
            }
        }

        int[] takeWords() {
            int[] taken = words.toArray();
            words = new IntSequence();
            return taken;
        }
    }
}
