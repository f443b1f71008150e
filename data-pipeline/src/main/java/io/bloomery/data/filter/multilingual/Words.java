package io.bloomery.data.filter.multilingual;

import io.bloomery.data.step.View;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rules mean by a word.
 *
 * <p>A word is a run of characters between white space, as in Rae et al. 2021 (Gopher). Scripts that are written without
 * spaces (Han, Kana, Thai, Lao, Khmer, Burmese, Tibetan) have no such runs: there each letter, with the marks that follow
 * it, is a word by itself, and what stands between two such letters is a word only if it holds a letter or digit. So a
 * Chinese page of 200 characters counts about 190 words, and thresholds made for English ask for a somewhat shorter text.
 */
final class Words {

    /** The words of a draft. */
    static final View<List<String>> VIEW = draft -> of(draft.text());

    private final String text;
    private final List<String> words = new ArrayList<>();

    private Words(String text) {
        this.text = text;
    }

    /** The words of a text in order. */
    static List<String> of(String text) {
        Words splitter = new Words(text);
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (space && start >= 0) {
                splitter.addRun(start, i);
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            splitter.addRun(start, text.length());
        }
        return splitter.words;
    }

    /** Whether a word is one letter of a script that is written without spaces. */
    static boolean isUnspaced(String word) {
        return !word.isEmpty() && isUnspaced(word.codePointAt(0));
    }

    /** Whether a word holds a letter or a digit, so that it is more than punctuation. */
    static boolean isSpoken(String word) {
        return word.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Characters in a word, not counting punctuation at its ends. */
    static int length(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && !Character.isLetterOrDigit(word.codePointAt(start))) {
            start += Character.charCount(word.codePointAt(start));
        }
        while (end > start && !isPartOfWord(word.codePointBefore(end))) {
            end -= Character.charCount(word.codePointBefore(end));
        }
        return word.codePointCount(start, end);
    }

    private void addRun(int start, int end) {
        int pending = start; // where the spaced part that is not added yet begins
        boolean mixed = false;
        int i = start;
        while (i < end) {
            int codePoint = text.codePointAt(i);
            if (isUnspaced(codePoint)) {
                addBetween(pending, i);
                int letterEnd = endOfMarks(i + Character.charCount(codePoint), end);
                words.add(text.substring(i, letterEnd));
                pending = letterEnd;
                mixed = true;
                i = letterEnd;
            } else {
                i += Character.charCount(codePoint);
            }
        }
        if (mixed) {
            addBetween(pending, end);
        } else {
            words.add(text.substring(start, end));
        }
    }

    private void addBetween(int start, int end) {
        if (start < end) {
            String word = text.substring(start, end);
            if (isSpoken(word)) {
                words.add(word);
            }
        }
    }

    private int endOfMarks(int from, int end) {
        int i = from;
        while (i < end && isMark(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return Math.min(i, end);
    }

    private static boolean isUnspaced(int codePoint) {
        if (codePoint < 0x0E00 || !Character.isLetter(codePoint)) {
            return false;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
            default -> false;
        };
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
