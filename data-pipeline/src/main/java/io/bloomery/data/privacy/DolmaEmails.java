package io.bloomery.data.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * The e-mail addresses that Dolma's tagger sees in one paragraph, with the marks and white space around them.
 *
 * <p>A match is marks, then anything up to an {@code @}, then a domain up to white space, with one mark between at most;
 * it counts if the domain has a dot and the part before the {@code @} is not a bare parenthesis. Dolma's own pattern takes
 * quadratic time on runs of marks; here each run is looked at once.
 */
final class DolmaEmails implements Finder {

    private static final long serialVersionUID = 1L;

    private static final String DELIMITERS = "@,?!;:)(";

    @Override
    public List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int local = skipMarks(text, start);
            int stop = localEnd(text, local);
            int at = addressSign(text, start, local, stop);
            if (at >= 0) {
                int end = matchEnd(text, at);
                if (isAddress(text, at == stop ? local : at - 1, at)) {
                    spans.add(new Span(start, end));
                }
                start = end;
            } else if (stop < text.length()) {
                start = marksBefore(text, stop, local);
            } else {
                break;
            }
        }
        return spans;
    }

    /** The {@code @} of the match that begins at a place, the one that a greedy prefix of marks leads to; or -1. */
    private static int addressSign(String text, int start, int local, int stop) {
        if (stop > local && stop < text.length() && text.charAt(stop) == '@' && matchEnd(text, stop) >= 0) {
            return stop;
        }
        for (int at = local - 1; at > start; at--) {
            if (text.charAt(at) == '@' && isLocal(text.charAt(at - 1)) && matchEnd(text, at) >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Where the match of an {@code @} ends, after its white space; -1 if it does not match. */
    private static int matchEnd(String text, int at) {
        int end = domainEnd(text, at);
        if (end == text.length()) {
            return -1;
        }
        int domain = end - at - 1;
        boolean followed = end + 1 < text.length() && isSpace(text.charAt(end + 1));
        if (!isSpace(text.charAt(end))) {
            return domain > 0 && followed ? end + 2 : -1;
        }
        boolean dotIsMark = domain > 1 && text.charAt(end - 1) == '.';
        return domain == 0 ? -1 : followed && !dotIsMark ? end + 2 : end + 1;
    }

    private static boolean isAddress(String text, int local, int at) {
        int domainEnd = domainEnd(text, at);
        if (domainEnd - at > 2 && text.charAt(domainEnd - 1) == '.' && isSpace(text.charAt(domainEnd))) {
            domainEnd--;
        }
        boolean isParenthesis = at - local == 1 && text.charAt(local) == '(';
        return !isParenthesis && text.substring(at + 1, domainEnd).contains(".");
    }

    private static int domainEnd(String text, int at) {
        int i = at + 1;
        while (i < text.length() && !isSpace(text.charAt(i)) && DELIMITERS.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int skipMarks(String text, int from) {
        int i = from;
        while (i < text.length() && isMark(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int localEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isLocal(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int marksBefore(String text, int stop, int after) {
        int i = stop;
        while (i - 1 > after && isMark(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isLocal(char c) {
        return c != '@' && !isSpace(c);
    }

    private static boolean isMark(char c) {
        return c == '.' || isSpace(c) || DELIMITERS.indexOf(c) >= 0;
    }

    /** What Python's {@code \s} matches. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
