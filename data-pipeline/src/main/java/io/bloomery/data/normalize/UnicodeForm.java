package io.bloomery.data.normalize;

import java.text.Normalizer;

/**
 * Unicode's normalization forms, or none, in time that is linear in a text's length whatever it holds.
 *
 * <p>Java puts the marks on a letter in order by moving each past those before it, so that a page of a million of them would
 * take hours. More than thirty are no writing (UAX #15, section 13, Stream-Safe Text Format): such a run, and the letter that
 * bears it, stay as they are.
 */
public enum UnicodeForm {
    NONE,
    NFC,
    NFD,
    NFKC,
    NFKD;

    private static final int MOST_MARKS = 30;
    private static final int FIRST_MARK = 0x300; // no character before it is a mark

    /** The text in this form; applying it twice changes nothing more. */
    public String of(String text) {
        if (this == NONE) {
            return text;
        }
        int marks = longRun(text, 0);
        if (marks == text.length()) {
            return normalized(text);
        }
        StringBuilder all = new StringBuilder(text.length());
        int done = 0;
        while (marks < text.length()) {
            int letter = marks > done ? text.offsetByCodePoints(marks, -1) : marks;
            int end = endOfMarks(text, marks);
            all.append(normalized(text.substring(done, letter))).append(text, letter, end);
            done = end;
            marks = longRun(text, end);
        }
        return all.append(normalized(text.substring(done))).toString();
    }

    private String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.valueOf(name()));
    }

    /** Where the next run of too many marks begins; the end of the text where there is none. */
    private static int longRun(String text, int from) {
        int run = 0;
        int begin = from;
        int next;
        for (int i = from; i < text.length(); i = next) {
            int point = text.codePointAt(i);
            next = i + Character.charCount(point);
            if (isMark(point)) {
                run++;
                if (run > MOST_MARKS) {
                    return begin;
                }
            } else {
                run = 0;
                begin = next;
            }
        }
        return text.length();
    }

    private static int endOfMarks(String text, int from) {
        int end = from;
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isMark(int point) {
        return point >= FIRST_MARK
                && switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }
}
