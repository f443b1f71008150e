package io.bloomery.data.dedup.substring;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the words of a text lie: what stands between white space, and each character by itself in scripts that put no
 * spaces between words (Han, kana, Thai, Lao, Khmer, Burmese).
 */
public final class WordSpans {

    private WordSpans() {}

    /** The places of the words, in UTF-16 units, in order. */
    public static List<Interval> of(String text) {
        List<Interval> spans = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean alone = standsAlone(c);
            if (start >= 0 && (Character.isWhitespace(c) || alone)) {
                spans.add(new Interval(start, i));
                start = -1;
            }
            if (alone) {
                spans.add(new Interval(i, next));
            } else if (start < 0 && !Character.isWhitespace(c)) {
                start = i;
            }
            i = next;
        }
        if (start >= 0) {
            spans.add(new Interval(start, text.length()));
        }
        return spans;
    }

    private static boolean standsAlone(int c) {
        return Character.isLetter(c)
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }
}
