package io.bloomery.data.filter.gopher;

import io.bloomery.data.segment.Parts;
import java.util.Arrays;

/**
 * Characters in n-grams that stood in the text before, as datatrove counts them: from the start, an n-gram that was seen
 * counts and is skipped, and n-grams are the same if their letters are, wherever the words are apart.
 *
 * <p>Exact: equal hashes are compared letter by letter. Takes time linear in the characters for each n.
 */
final class RepeatedWords {

    private static final int FREE = -1;
    private static final int BEGINNING = 12; // letters; fewer recur too often, more seldom make an n-gram
    private static final long BASE = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
    private static final long MIXER = 0xD6E8FEB86659FD93L;

    private final int size;
    private final char[] letters; // of all words, one after the other
    private final int[] starts; // of each word in the letters, and the end
    private final int[] charactersBefore; // code points before each word
    private final long[] hashes; // of the letters before each word
    private final long[] powers; // of the base, by letters
    private final boolean[] recurs; // whether what a word begins, for some letters, stands elsewhere too

    /**
     * Looks at the words of a text.
     *
     * @param longest the largest n that will be asked for
     */
    RepeatedWords(Parts words, int longest) {
        size = words.size();
        starts = new int[size + 1];
        charactersBefore = new int[size + 1];
        for (int i = 0; i < size; i++) {
            starts[i + 1] = starts[i] + words.end(i) - words.start(i);
            charactersBefore[i + 1] = charactersBefore[i] + words.characters(i);
        }
        letters = new char[starts[size]];
        for (int i = 0; i < size; i++) {
            words.text().getChars(words.start(i), words.end(i), letters, starts[i]);
        }
        hashes = new long[size + 1];
        for (int i = 0; i < size; i++) {
            long hash = hashes[i];
            for (int letter = starts[i]; letter < starts[i + 1]; letter++) {
                hash = hash * BASE + letters[letter] + 1;
            }
            hashes[i + 1] = hash;
        }
        powers = powers(mostLetters(longest));
        recurs = recurring();
    }

    private int mostLetters(int words) {
        int most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, starts[Math.min(size, i + words)] - starts[i]);
        }
        return most;
    }

    private static long[] powers(int upTo) {
        long[] powers = new long[upTo + 1];
        powers[0] = 1;
        for (int i = 1; i <= upTo; i++) {
            powers[i] = powers[i - 1] * BASE;
        }
        return powers;
    }

    /** Code points in the n-grams that are repeated. */
    int characters(int n) {
        int[] table = new int[Math.max(4, Integer.highestOneBit(Math.max(1, size)) * 4)];
        Arrays.fill(table, FREE);
        int repeated = 0;
        int i = 0;
        while (i + n <= size) {
            if (isUnique(i, n) || isNew(i, n, table)) {
                i++;
            } else {
                repeated += charactersBefore[i + n] - charactersBefore[i];
                i += n;
            }
        }
        return repeated;
    }

    /** Whether the n-gram is long enough to be told from all others by how it begins. */
    private boolean isUnique(int first, int n) {
        return !recurs[first] && starts[first + n] - starts[first] >= BEGINNING;
    }

    /** May say of a beginning that does not recur that it does, where hashes meet. */
    private boolean[] recurring() {
        int slots = Math.max(4, Integer.highestOneBit(Math.max(1, size)) * 4);
        int[] table = new int[slots];
        long[] beginnings = new long[size];
        boolean[] recurring = new boolean[size];
        Arrays.fill(table, FREE);
        for (int i = 0; i < size; i++) {
            beginnings[i] = beginning(i);
            int slot = (int) ((beginnings[i] * MIXER) >>> 32) & (slots - 1);
            while (table[slot] != FREE && beginnings[table[slot]] != beginnings[i]) {
                slot = (slot + 1) & (slots - 1);
            }
            if (table[slot] == FREE) {
                table[slot] = i;
            } else {
                recurring[table[slot]] = true;
                recurring[i] = true;
            }
        }
        return recurring;
    }

    private long beginning(int word) {
        long hash = 0;
        int end = Math.min(letters.length, starts[word] + BEGINNING);
        for (int letter = starts[word]; letter < end; letter++) {
            hash = hash * BASE + letters[letter] + 1;
        }
        return hash;
    }

    private boolean isNew(int first, int n, int[] table) {
        int mask = table.length - 1;
        long hash = hash(first, n);
        for (int slot = (int) ((hash * MIXER) >>> 32) & mask; ; slot = slot + 1 & mask) {
            int other = table[slot];
            if (other == FREE) {
                table[slot] = first;
                return true;
            }
            if (hash(other, n) == hash
                    && Arrays.equals(
                            letters, starts[first], starts[first + n], letters, starts[other], starts[other + n])) {
                return false;
            }
        }
    }

    private long hash(int first, int n) {
        return hashes[first + n] - hashes[first] * powers[starts[first + n] - starts[first]];
    }
}
