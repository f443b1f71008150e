package io.bloomery.data.segment;

import static io.bloomery.data.segment.PythonCharacters.isLineEnd;
import static io.bloomery.data.segment.PythonCharacters.isSpace;

/** Lines, paragraphs and what stands between white space, in the senses of the peers. */
final class Lines {

    private Lines() {}

    /** What stands between newlines, as {@code text.split("\n")} in Python: never none, the last one may be empty. */
    static Parts betweenNewlines(String text) {
        return betweenRuns(text, 0, text.length(), 1, true);
    }

    /** What stands between runs of newlines. */
    static Parts betweenRunsOfNewlines(String text) {
        return betweenRuns(text, 0, text.length(), 1, false);
    }

    /** What stands between runs of two newlines or more, in the text without white space at its ends. */
    static Parts paragraphs(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return betweenRuns(text, start, end, 2, false);
    }

    /** Lines as Python's {@code splitlines} finds them: eleven kinds of ends, and none after the last one. */
    static Parts asPython(String text) {
        Parts.Builder lines = new Parts.Builder(text);
        int length = text.length();
        int start = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (isLineEnd(c)) {
                lines.add(start, i);
                if (c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < length) {
            lines.add(start, length);
        }
        return lines.build();
    }

    /** Lines with the newlines that end them; none after the last newline. */
    static Parts withEnds(String text) {
        Parts.Builder lines = new Parts.Builder(text);
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(start, end);
            start = end;
        }
        return lines.build();
    }

    /** What stands between white space. */
    static Parts betweenSpaces(String text) {
        Parts.Builder words = new Parts.Builder(text);
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            boolean space = isSpace(text.charAt(i));
            if (space && start >= 0) {
                words.add(start, i);
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            words.add(start, text.length());
        }
        return words.build();
    }

    private static Parts betweenRuns(String text, int from, int to, int atLeast, boolean one) {
        Parts.Builder parts = new Parts.Builder(text);
        int start = from;
        int i = text.indexOf('\n', from);
        while (i >= 0 && i < to) {
            int end = i + 1;
            while (!one && end < to && text.charAt(end) == '\n') {
                end++;
            }
            if (end - i >= atLeast) {
                parts.add(start, i);
                start = end;
            }
            i = text.indexOf('\n', end);
        }
        parts.add(start, to);
        return parts.build();
    }
}
