package io.bloomery.data.dedup;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as the words that count when it is compared: lower case, every number as 0, without accents and punctuation.
 *
 * <p>After the MinHash normalization of datatrove, with two differences: whatever is neither letter, mark nor digit
 * separates words, and in scripts that put no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese) each
 * character is a word, so that shingles are runs of characters there.
 */
final class ComparisonWords {

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,']\\p{Nd}+)*");

    private ComparisonWords() {}

    static List<String> of(String text) {
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        String characters = NUMBER.matcher(decomposed).replaceAll("0");
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
