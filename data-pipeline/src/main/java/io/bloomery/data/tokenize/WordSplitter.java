package io.bloomery.data.tokenize;

import java.util.function.Consumer;

/**
 * Cuts a text into the words that byte-pair merges never cross; together the words are the text.
 *
 * <p>Equal to GPT-2's pattern
 * {@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+} with Unicode classes, in one pass
 * without backtracking. Unpaired surrogates are read as U+FFFD, as a UTF-8 decoder does with what is no character.
 */
public final class WordSplitter {

    private static final char REPLACEMENT = '\uFFFD';

    private WordSplitter() {}

    /** Hands every word of the text to a consumer, in order. */
    public static void split(String text, Consumer<String> words) {
        String characters = withoutLoneSurrogates(text);
        int start = 0;
        while (start < characters.length()) {
            int end = endOfWord(characters, start);
            words.accept(characters.substring(start, end));
            start = end;
        }
    }

    private static int endOfWord(String text, int start) {
        int contraction = endOfContraction(text, start);
        if (contraction > start) {
            return contraction;
        }
        int first = text.charAt(start) == ' ' && start + 1 < text.length() ? start + 1 : start;
        CharacterClass kind = classAt(text, first);
        if (kind != CharacterClass.SPACE) {
            return endOfRun(text, first, kind);
        }
        int end = endOfRun(text, start, CharacterClass.SPACE);
        boolean leavesOneForTheNextWord = end < text.length() && end - start > 1; // all white space is in the BMP
        return leavesOneForTheNextWord ? end - 1 : end;
    }

    private static int endOfContraction(String text, int start) {
        if (text.charAt(start) != '\'' || start + 1 == text.length()) {
            return start;
        }
        char next = text.charAt(start + 1);
        if (next == 's' || next == 't' || next == 'm' || next == 'd') {
            return start + 2;
        }
        boolean isLong = text.startsWith("re", start + 1)
                || text.startsWith("ve", start + 1)
                || text.startsWith("ll", start + 1);
        return isLong ? start + 3 : start;
    }

    private static int endOfRun(String text, int start, CharacterClass kind) {
        int end = start;
        while (end < text.length() && classAt(text, end) == kind) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static CharacterClass classAt(String text, int index) {
        return CharacterClass.of(text.codePointAt(index));
    }

    static String withoutLoneSurrogates(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            if (isLoneSurrogate(text, i)) {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, REPLACEMENT);
            }
        }
        return repaired == null ? text : repaired.toString();
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
                : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
    }
}
