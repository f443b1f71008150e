package io.bloomery.data.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The e-mail addresses that the pattern of datatrove's {@code PIIFormatter} matches, found from their {@code @} outwards,
 * as the pattern itself takes quadratic time on texts such as {@code a-a-a-a}.
 *
 * <p>A local part is atoms joined by single dots and begins at an edge of a word; a domain is two labels or more, or an
 * address literal in brackets.
 */
final class DatatroveEmails implements Finder {

    private static final long serialVersionUID = 1L;

    private static final String ATOM_MARKS = "!#$%&'*+/=?^_`{|}~-";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
    private static final Pattern LITERAL =
            Pattern.compile("\\[(?:" + OCTET + "\\.){3}(?:" + OCTET + "|[A-Za-z0-9-]*+(?<=[A-Za-z0-9]):)]");

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, from, at);
            int end = start < 0 ? -1 : domainEnd(text, at + 1);
            if (end >= 0) {
                spans.add(new Span(start, end));
                from = end;
            }
        }
        return spans;
    }

    private static int localStart(String text, int from, int at) {
        int leftmost = -1;
        for (int i = at - 1; i >= from; i--) {
            if (isAtom(text.charAt(i))) {
                leftmost = isWordEdge(text, i) ? i : leftmost;
            } else if (!isInnerDot(text, from, at, i)) {
                break;
            }
        }
        return leftmost;
    }

    private static boolean isInnerDot(String text, int from, int at, int i) {
        return text.charAt(i) == '.'
                && i + 1 < at
                && isAtom(text.charAt(i + 1))
                && i - 1 >= from
                && isAtom(text.charAt(i - 1));
    }

    private static int domainEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '[') {
            Matcher literal = LITERAL.matcher(text).region(from, text.length());
            return literal.lookingAt() ? literal.end() : -1;
        }
        int end = -1;
        int labels = 0;
        int label = from;
        while (label < text.length() && isAlphanumeric(text.charAt(label))) {
            int run = labelRun(text, label);
            labels++;
            end = lastAlphanumeric(text, run) + 1;
            if (end < run || run == text.length() || text.charAt(run) != '.') {
                break;
            }
            label = run + 1;
        }
        return labels < 2 ? -1 : end;
    }

    private static int labelRun(String text, int label) {
        int run = label;
        while (run < text.length() && (isAlphanumeric(text.charAt(run)) || text.charAt(run) == '-')) {
            run++;
        }
        return run;
    }

    private static int lastAlphanumeric(String text, int run) {
        int last = run - 1;
        while (text.charAt(last) == '-') {
            last--;
        }
        return last;
    }

    private static boolean isAtom(char c) {
        return isAlphanumeric(c) || ATOM_MARKS.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordEdge(String text, int i) {
        boolean before = i > 0 && isWord(text.codePointBefore(i));
        return before != isWord(text.charAt(i));
    }

    /** What Python's {@code \w} matches: letters, numbers and the underscore, but no marks. */
    private static boolean isWord(int codePoint) {
        return codePoint == '_'
                || Character.isLetter(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }
}
