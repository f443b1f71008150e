package io.bloomery.data.classify;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a classifier sees of a text: how often each word and each pair of neighbouring words occurs, by a hash of
 * {@value #BITS} bits.
 *
 * <p>A word is a run of letters and digits in lower case; in scripts that are written without spaces, such as Chinese, each
 * letter. A number counts as its square root, the whole is scaled to length 1. Only the first {@value #MAX_CHARACTERS}
 * characters are looked at.
 */
public final class HashedNgrams {

    static final int BITS = 18;
    static final int MAX_CHARACTERS = 50_000;

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final long NO_WORD = 0;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private int[] found = new int[1024];
    private int size;
    private long previous = NO_WORD;
    private long word = NO_WORD;

    private HashedNgrams() {}

    /** The n-grams of a text. */
    public static SparseVector of(String text) {
        HashedNgrams ngrams = new HashedNgrams();
        int end = Math.min(text.length(), MAX_CHARACTERS);
        for (int i = 0; i < end; ) {
            int character = text.codePointAt(i);
            ngrams.add(character);
            i += Character.charCount(character);
        }
        ngrams.endWord();
        return ngrams.vector();
    }

    private void add(int character) {
        boolean isMark = Character.getType(character) == Character.NON_SPACING_MARK;
        if (!Character.isLetterOrDigit(character) && !(isMark && word != NO_WORD)) {
            endWord();
            return;
        }
        boolean isUnspaced = character > 0x0dff && UNSPACED.contains(UnicodeScript.of(character));
        if (isUnspaced) {
            endWord();
        }
        word = ((word == NO_WORD ? FNV_OFFSET : word) ^ Character.toLowerCase(character)) * FNV_PRIME;
        if (isUnspaced) {
            endWord();
        }
    }

    private void endWord() {
        if (word == NO_WORD) {
            return;
        }
        addFeature(word);
        if (previous != NO_WORD) {
            addFeature(previous * 31 + word + GOLDEN);
        }
        previous = word;
        word = NO_WORD;
    }

    private void addFeature(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * GOLDEN;
        found = size == found.length ? Arrays.copyOf(found, size * 2) : found;
        found[size++] = (int) (mixed >>> (Long.SIZE - BITS));
    }

    private SparseVector vector() {
        Arrays.sort(found, 0, size);
        int[] indices = new int[size];
        float[] values = new float[size];
        int distinct = 0;
        for (int i = 0; i < size; ) {
            int next = i;
            while (next < size && found[next] == found[i]) {
                next++;
            }
            indices[distinct] = found[i];
            values[distinct++] = (float) Math.sqrt((double) (next - i) / size); // the squares add up to 1
            i = next;
        }
        return new SparseVector(Arrays.copyOf(indices, distinct), Arrays.copyOf(values, distinct));
    }
}
