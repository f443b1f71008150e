package io.bloomery.data.segment;

import io.bloomery.data.step.View;
import java.util.ArrayList;
import java.util.List;

/** Operations on a text as Python's {@code str} has them; lengths are in code points. Each takes linear time. */
public final class PythonText {

    /** The runs of characters between white space: {@code text.split()}. */
    public static final View<List<String>> WORDS = draft -> words(draft.text());

    /** Characters of the text: {@code len(text)}. */
    public static final View<Integer> LENGTH = draft -> length(draft.text());

    private static final int LONGEST_NAIVE = 64;

    private PythonText() {}

    /** {@code len(text)}. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code text.split()}: the runs of characters between white space. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            boolean space = PythonCharacters.isSpace(text.charAt(i));
            if (space && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    /** How many {@link #words} there are. */
    public static int wordCount(String text) {
        int count = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = PythonCharacters.isSpace(text.charAt(i));
            if (!space && !inside) {
                count++;
            }
            inside = !space;
        }
        return count;
    }

    /** {@code text.strip()}. */
    public static String strip(String text) {
        int end = text.length();
        while (end > 0 && PythonCharacters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end && PythonCharacters.isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start, end);
    }

    /** {@code not text.strip()}: nothing but white space. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!PythonCharacters.isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@code text.split(separator)}: one part more than there are separators; empty parts stay. */
    public static List<String> parts(String text, String separator) {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator must not be empty");
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** {@code text.splitlines()}: lines without their ends, of which there are more kinds than the line feed. */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            char character = text.charAt(i);
            i++;
            if (PythonCharacters.isLineEnd(character)) {
                lines.add(text.substring(start, i - 1));
                if (character == '\r' && i < text.length() && text.charAt(i) == '\n') {
                    i++;
                }
                start = i;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** {@code text.count(part)}: places where a part stands that do not overlap; no place has an empty part. */
    public static int count(String text, String part) {
        return part.length() > LONGEST_NAIVE ? countLong(text, part) : countShort(text, part);
    }

    private static int countShort(String text, String part) {
        if (part.isEmpty()) {
            return 0;
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    /** Looks at each character of the text once (Knuth, Morris and Pratt), which a plain search need not. */
    private static int countLong(String text, String part) {
        int[] border = new int[part.length() + 1];
        for (int i = 1, length = 0; i < part.length(); ) {
            if (part.charAt(i) == part.charAt(length)) {
                border[++i] = ++length;
            } else if (length > 0) {
                length = border[length];
            } else {
                i++;
            }
        }
        int count = 0;
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = border[matched];
            }
            matched += text.charAt(i) == part.charAt(matched) ? 1 : 0;
            if (matched == part.length()) {
                count++;
                matched = 0;
            }
        }
        return count;
    }
}
