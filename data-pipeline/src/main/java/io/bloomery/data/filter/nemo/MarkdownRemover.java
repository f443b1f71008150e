package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes the marks of Markdown out of each line: bold, italic, emphasis by underscores, and links, of which the address stays.
 *
 * <p>An underscore inside a word marks nothing. Linear time, whatever is left open.
 */
public final class MarkdownRemover implements Rule {

    private static final long serialVersionUID = 1L;

    @Override
    public void apply(Draft draft) {
        draft.rewrite(plain(draft.text()));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }

    static String plain(String text) {
        return PythonText.parts(text, "\n").stream()
                .map(line -> withoutLinks(withoutUnderscores(withoutPairs(withoutPairs(line, "**"), "*"))))
                .collect(Collectors.joining("\n"));
    }

    /** Without a mark that opens and the same mark that closes. */
    private static String withoutPairs(String line, String mark) {
        StringBuilder plain = new StringBuilder(line.length());
        int from = 0;
        while (true) {
            int open = line.indexOf(mark, from);
            int close = open < 0 ? -1 : line.indexOf(mark, open + mark.length());
            if (close < 0) {
                return plain.append(line, from, line.length()).toString();
            }
            plain.append(line, from, open).append(line, open + mark.length(), close);
            from = close + mark.length();
        }
    }

    private static String withoutLinks(String line) {
        StringBuilder plain = new StringBuilder(line.length());
        int from = 0;
        while (true) {
            int open = line.indexOf('[', from);
            int middle = open < 0 ? -1 : line.indexOf("](", open + 1);
            int close = middle < 0 ? -1 : line.indexOf(')', middle + 2);
            if (close < 0) {
                return plain.append(line, from, line.length()).toString();
            }
            plain.append(line, from, open).append(line, middle + 2, close);
            from = close + 1;
        }
    }

    private static String withoutUnderscores(String line) {
        if (line.indexOf('_') < 0) {
            return line;
        }
        int[] closeOfOne = nextClose(line, 1);
        int[] closeOfTwo = nextClose(line, 2);
        StringBuilder plain = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            int marks = opens(line, i) ? marks(line, i, closeOfOne, closeOfTwo) : 0;
            if (marks == 0) {
                plain.append(line.charAt(i));
                i++;
            } else {
                int close = (marks == 2 ? closeOfTwo : closeOfOne)[i + marks + 1];
                plain.append(line, i + marks, close);
                i = close + marks;
            }
        }
        return plain.toString();
    }

    /** Whether an underscore stands here that is not inside a word. */
    private static boolean opens(String line, int i) {
        return line.charAt(i) == '_' && (i == 0 || !PythonCharacters.isWordCharacter(line.codePointBefore(i)));
    }

    /** Underscores of the mark that opens here and is closed, two rather than one; 0 if none is. */
    private static int marks(String line, int i, int[] closeOfOne, int[] closeOfTwo) {
        if (line.startsWith("__", i) && isClosed(line, i + 2, closeOfTwo)) {
            return 2;
        }
        return isClosed(line, i + 1, closeOfOne) ? 1 : 0;
    }

    private static boolean isClosed(String line, int content, int[] nextClose) {
        return content + 1 < line.length()
                && !PythonCharacters.isSpace(line.charAt(content))
                && nextClose[content + 1] >= 0;
    }

    /** For each place, where the next mark of some underscores stands that can close; -1 if none does. */
    private static int[] nextClose(String line, int marks) {
        int[] next = new int[line.length() + 1];
        next[line.length()] = -1;
        for (int i = line.length() - 1; i >= 0; i--) {
            next[i] = i > 0 && closes(line, i, marks) ? i : next[i + 1];
        }
        return next;
    }

    private static boolean closes(String line, int i, int marks) {
        int end = i + marks;
        return line.startsWith("__".substring(2 - marks), i)
                && !PythonCharacters.isSpace(line.charAt(i - 1))
                && (end == line.length() || !PythonCharacters.isWordCharacter(line.codePointAt(end)));
    }
}
