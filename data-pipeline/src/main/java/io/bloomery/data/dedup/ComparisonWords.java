package io.bloomery.data.dedup;

import io.bloomery.data.normalize.UnicodeForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as the words that count when it is compared: lower case, every number as 0, without accents and punctuation.
 *
 * <p>After the MinHash normalization of datatrove, with two differences: whatever is neither letter, mark nor digit
 * separates words, and in scripts that put no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese) each
 * character is a word, so that shingles are runs of characters there.
 */
public final class ComparisonWords {

    private ComparisonWords() {}

    /** The words of a text, in order. */
    public static List<String> of(String text) {
        String decomposed = UnicodeForm.NFD.of(text.toLowerCase(Locale.ROOT));
        StringBuilder characters = withNumbersAsZero(decomposed);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        characters.codePoints().forEach(c -> {
            boolean isWord = Character.isLetterOrDigit(c);
            boolean isWholeWord = isWord && standsAlone(c);
            if ((!isWord && !isMark(c)) || isWholeWord) {
                finish(word, words);
            }
            if (isWord) {
                word.appendCodePoint(c);
            }
            if (isWholeWord) {
                finish(word, words);
            }
        });
        finish(word, words);
        return words;
    }

    /** Replaces digits, and groups of digits joined by one point, comma or apostrophe each, by a single 0. */
    private static StringBuilder withNumbersAsZero(String text) {
        StringBuilder characters = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = endOfNumber(text, i);
            if (end > i) {
                characters.append('0');
                i = end;
            } else {
                characters.append(text.charAt(i++));
            }
        }
        return characters;
    }

    /** By hand: a regular expression with a repeated group takes a stack frame for each repetition. */
    private static int endOfNumber(String text, int start) {
        int end = endOfDigits(text, start);
        while (end > start && end < text.length() && isJoint(text.charAt(end))) {
            int next = endOfDigits(text, end + 1);
            if (next == end + 1) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isJoint(char c) {
        return c == '.' || c == ',' || c == '\'';
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean standsAlone(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
