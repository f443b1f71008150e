package io.bloomery.data.fasttext;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The rows that a text selects: its words, their character n-grams, and its word n-grams. */
final class Features {

    private static final byte[] END_OF_LINE = "</s>".getBytes(UTF_8);
    private static final byte[] LABEL_PREFIX = "__label__".getBytes(UTF_8);
    private static final long WORD_NGRAM_PRIME = 116_049_371L;

    private final Vocabulary vocabulary;
    private final Arguments arguments;
    private int[] rows = new int[256];
    private int size;
    private int[] wordHashes = new int[64];
    private int words;

    private Features(Vocabulary vocabulary, Arguments arguments) {
        this.vocabulary = vocabulary;
        this.arguments = arguments;
    }

    /** Rows of a text that is taken as one line, in the order in which fastText adds them. */
    static int[] rows(String text, Vocabulary vocabulary, Arguments arguments) {
        Features features = new Features(vocabulary, arguments);
        features.addLine(text.getBytes(UTF_8));
        features.addWordNgrams();
        return Arrays.copyOf(features.rows, features.size);
    }

    private void addLine(byte[] text) {
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || isSpace(text[i])) {
                if (i > start && addToken(text, start, i)) {
                    return;
                }
                start = i + 1;
            }
        }
        addToken(END_OF_LINE, 0, END_OF_LINE.length);
    }

    /** Adds a word, and says whether it ends the line. */
    private boolean addToken(byte[] text, int from, int to) {
        boolean ends = Arrays.equals(text, from, to, END_OF_LINE, 0, END_OF_LINE.length);
        int entry = vocabulary.find(text, from, to);
        if (entry < 0 ? startsLikeALabel(text, from, to) : vocabulary.isLabel(entry)) {
            return ends;
        }
        if (entry >= 0) {
            addRow(entry);
        }
        if (!ends && arguments.maxCharacters() > 0) {
            addCharacterNgrams(text, from, to);
        }
        wordHashes = words == wordHashes.length ? Arrays.copyOf(wordHashes, words * 2) : wordHashes;
        wordHashes[words++] = Vocabulary.hash(text, from, to);
        return ends;
    }

    private void addCharacterNgrams(byte[] text, int from, int to) {
        byte[] word = new byte[to - from + 2];
        word[0] = '<';
        System.arraycopy(text, from, word, 1, to - from);
        word[word.length - 1] = '>';
        for (int start = 0; start < word.length; start++) {
            if (isContinuation(word[start])) {
                continue;
            }
            int end = start;
            for (int characters = 1; end < word.length && characters <= arguments.maxCharacters(); characters++) {
                end = nextCharacter(word, end);
                boolean isEdge = characters == 1 && (start == 0 || end == word.length);
                if (characters >= arguments.minCharacters() && !isEdge) {
                    addBucket(Integer.remainderUnsigned(Vocabulary.hash(word, start, end), arguments.buckets()));
                }
            }
        }
    }

    private void addWordNgrams() {
        for (int first = 0; first < words && arguments.wordNgrams() > 1; first++) {
            long hash = wordHashes[first];
            for (int next = first + 1; next < words && next < first + arguments.wordNgrams(); next++) {
                hash = hash * WORD_NGRAM_PRIME + wordHashes[next];
                addBucket((int) Long.remainderUnsigned(hash, arguments.buckets()));
            }
        }
    }

    private void addBucket(int bucket) {
        int row = vocabulary.row(bucket);
        if (row >= 0) {
            addRow(row);
        }
    }

    private void addRow(int row) {
        rows = size == rows.length ? Arrays.copyOf(rows, size * 2) : rows;
        rows[size++] = row;
    }

    private static int nextCharacter(byte[] word, int from) {
        int end = from + 1;
        while (end < word.length && isContinuation(word[end])) {
            end++;
        }
        return end;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static boolean startsLikeALabel(byte[] text, int from, int to) {
        int end = Math.min(to, from + LABEL_PREFIX.length);
        return Arrays.equals(text, from, end, LABEL_PREFIX, 0, LABEL_PREFIX.length);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r') || b == 0;
    }
}
