package io.bloomery.data.dedup.passage;

import io.bloomery.data.dedup.substring.Interval;
import java.util.ArrayList;
import java.util.List;

/** Sentences: up to a mark that ends one, and the punctuation after it, before white space; or before an ideograph. */
final class Sentences {

    private static final String ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964";
    private static final String WIDE_ENDS = "\u3002\uff01\uff1f";

    private Sentences() {}

    static List<Interval> of(String text) {
        List<Interval> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ENDS.indexOf(text.charAt(i)) >= 0) {
                boolean wide = WIDE_ENDS.indexOf(text.charAt(i)) >= 0;
                int end = i + 1;
                while (end < text.length() && isPunctuation(text.charAt(end))) {
                    end++;
                }
                if (end == text.length() || wide || Character.isWhitespace(text.charAt(end))) {
                    sentences.add(new Interval(start, end));
                    start = end;
                    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                        start++;
                    }
                }
                i = end - 1;
            }
        }
        if (start < text.length()) {
            sentences.add(new Interval(start, text.length()));
        }
        return sentences;
    }

    private static boolean isPunctuation(char c) {
        return !Character.isWhitespace(c) && !Character.isLetterOrDigit(c) && !Character.isSurrogate(c);
    }
}
