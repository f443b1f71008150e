package io.bloomery.data.segment;

import java.util.List;

/** How often 349,000 words of Chinese occur, as jieba's dictionary has it: a trie in arrays of 20 MB. */
final class ChineseDictionary {

    private static final int ROOT = 1;
    private static final int CAPACITY = 1 << 20; // a power of two, about twice the prefixes of all words
    private static final int MOST = CAPACITY / 4 * 3;
    private static final long MIX = 0x9e3779b97f4a7c15L; // the golden ratio, for multiplicative hashing
    private static final int SHIFT = 44; // leaves the 20 bits of a slot

    private final long[] edges = new long[CAPACITY]; // a node and the character that follows; 0 for none
    private final int[] targets = new int[CAPACITY];
    private final double[] weights = new double[CAPACITY]; // by node; logarithm of the probability, 0 for no word
    private final double rarest;
    private int nodes = ROOT;

    /** @param lines a word, its count and what else there is, between spaces */
    ChineseDictionary(List<String> lines) {
        double total = 0;
        for (String line : lines) {
            int wordEnd = line.indexOf(' ');
            int countEnd = line.indexOf(' ', wordEnd + 1);
            int count = Integer.parseInt(line, wordEnd + 1, countEnd, 10);
            weights[added(line, wordEnd)] = count;
            total += count;
        }
        rarest = -Math.log(total);
        for (int node = 0; node <= nodes; node++) {
            weights[node] = weights[node] == 0 ? 0 : Math.log(weights[node]) + rarest;
        }
    }

    /** The dictionary that comes with jieba; read when Chinese text is first met. */
    static ChineseDictionary loaded() {
        return Loaded.DICTIONARY;
    }

    private int added(String word, int length) {
        int node = ROOT;
        for (int i = 0; i < length; i++) {
            int slot = slot(node, word.charAt(i));
            if (edges[slot] == 0) {
                if (nodes == MOST) {
                    throw new IllegalArgumentException("more than " + MOST + " prefixes of words");
                }
                edges[slot] = edge(node, word.charAt(i));
                targets[slot] = ++nodes;
            }
            node = targets[slot];
        }
        return node;
    }

    /** Whether a stretch of a text is a word. */
    boolean contains(String text, int start, int end) {
        int node = ROOT;
        for (int i = start; i < end && node != 0; i++) {
            node = targets[slot(node, text.charAt(i))];
        }
        return weights[node] != 0;
    }

    /**
     * The ends of the words of a stretch's most probable cut, for each char where one may begin; a character that begins no
     * word is as probable as a word that occurs once.
     */
    int[] likeliestEnds(String text, int start, int end) {
        int[] ends = new int[end - start];
        double[] weightFrom = new double[end - start + 1];
        for (int i = end - 1; i >= start; i--) {
            double best = Double.NEGATIVE_INFINITY;
            int node = ROOT;
            for (int next = i; next < end && node != 0; ) {
                node = targets[slot(node, text.charAt(next++))];
                double weight = weights[node] + weightFrom[next - start];
                if (weights[node] != 0 && weight >= best) {
                    best = weight;
                    ends[i - start] = next;
                }
            }
            if (ends[i - start] == 0) {
                best = rarest + weightFrom[i + 1 - start];
                ends[i - start] = i + 1;
            }
            weightFrom[i - start] = best;
        }
        return ends;
    }

    /** Where an edge is, or would be added. */
    private int slot(int node, char next) {
        long edge = edge(node, next);
        int slot = (int) ((edge * MIX) >>> SHIFT);
        while (edges[slot] != 0 && edges[slot] != edge) {
            slot = (slot + 1) & (CAPACITY - 1);
        }
        return slot;
    }

    private static long edge(int node, char next) {
        return ((long) node << Character.SIZE) | next;
    }

    private static final class Loaded {
        static final ChineseDictionary DICTIONARY = new ChineseDictionary(TextResource.lines("/dict.txt"));
    }
}
