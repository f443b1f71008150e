package io.bloomery.data.segment;

import java.util.Arrays;

/**
 * The n-grams of a text's words, for one n: how often the n-gram at each position occurs.
 *
 * <p>Exact, without hashes of n-grams: the n-grams of one length are numbered by the numbers of those that are one
 * shorter (Karp, Miller and Rosenberg 1972). What occurs once is not looked up again, so longer ones cost little.
 */
public final class Ngrams {

    private static final int FREE = -1;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

    private final Parts words;
    private final int length;
    private final int positions;
    private final int[] names; // the first position of the same n-gram
    private final int[] counts; // occurrences, at the first position of each n-gram
    private final int[] charactersBefore; // code points in the words before each one

    private Ngrams(Parts words, int[] charactersBefore, int length, int[] names, int[] counts) {
        this.words = words;
        this.charactersBefore = charactersBefore;
        this.length = length;
        this.positions = Math.max(0, words.size() - length + 1);
        this.names = names;
        this.counts = counts;
    }

    /** The words themselves, as n-grams of length 1. */
    public static Ngrams of(Parts words) {
        int[] ids = words.idsOfAll();
        int[] firsts = new int[words.distinct()];
        int[] names = new int[ids.length];
        int[] counts = new int[ids.length];
        int seen = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == seen) {
                firsts[seen++] = i;
            }
            names[i] = firsts[ids[i]];
            counts[names[i]]++;
        }
        int[] charactersBefore = new int[ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            charactersBefore[i + 1] = charactersBefore[i] + words.characters(i);
        }
        return new Ngrams(words, charactersBefore, 1, names, counts);
    }

    /** The n-grams that are one word longer. */
    public Ngrams longer() {
        int longerPositions = Math.max(0, positions - 1);
        int[] ids = words.idsOfAll();
        int[] longerNames = new int[longerPositions];
        int[] longerCounts = new int[longerPositions];
        Pairs pairs = new Pairs(repeated(longerPositions));
        for (int i = 0; i < longerPositions; i++) {
            boolean once = counts[names[i]] == 1;
            int name = once ? i : pairs.first(names[i], ids[i + length], i);
            longerNames[i] = name;
            longerCounts[name]++;
        }
        return new Ngrams(words, charactersBefore, length + 1, longerNames, longerCounts);
    }

    /** Words in each n-gram. */
    public int length() {
        return length;
    }

    /** How many n-grams there are, each occurrence counted. */
    public int positions() {
        return positions;
    }

    /** Whether the n-gram at a position stands at no earlier one. */
    public boolean isFirst(int position) {
        return names[position] == position;
    }

    /** How often the n-gram at a position occurs, overlapping occurrences too. */
    public int count(int position) {
        return counts[names[position]];
    }

    /** Code points in the words of the n-gram at a position. */
    public int characters(int position) {
        return charactersBefore[position + length] - charactersBefore[position];
    }

    /** The first position of the n-gram that occurs most often, the earliest one among equals; -1 if there is none. */
    public int mostFrequent() {
        int most = -1;
        for (int i = 0; i < positions; i++) {
            if (names[i] == i && (most < 0 || counts[i] > counts[most])) {
                most = i;
            }
        }
        return most;
    }

    private int repeated(int upTo) {
        int repeated = 0;
        for (int i = 0; i < upTo; i++) {
            repeated += counts[names[i]] > 1 ? 1 : 0;
        }
        return repeated;
    }

    /** Remembers where each pair of a name and a word's number stood first. */
    private static final class Pairs {

        private final long[] keys;
        private final int[] places;

        Pairs(int atMost) {
            int slots = Math.max(4, Integer.highestOneBit(Math.max(1, atMost)) * 4);
            keys = new long[slots];
            places = new int[slots];
            Arrays.fill(places, FREE);
        }

        int first(int name, int id, int place) {
            long key = (long) name << 32 | id;
            long hash = key * MULTIPLIER;
            int mask = places.length - 1;
            for (int slot = (int) (hash >>> 32) & mask; ; slot = slot + 1 & mask) {
                if (places[slot] == FREE) {
                    keys[slot] = key;
                    places[slot] = place;
                    return place;
                }
                if (keys[slot] == key) {
                    return places[slot];
                }
            }
        }
    }
}
