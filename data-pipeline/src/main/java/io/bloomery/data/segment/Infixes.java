package io.bloomery.data.segment;

import static io.bloomery.data.segment.Characters.isAsciiDigit;
import static io.bloomery.data.segment.Characters.isAsciiLetter;

/** Where spaCy's rules cut a word inside: between joined words, around operators, at ellipses and icons. */
final class Infixes {

    private static final String[] HYPHENS = {"-", "–", "—", "--", "---", "——", "~"};

    private final boolean hyphenAfterDigit;

    /**
     * Rules of a language.
     *
     * @param hyphenAfterDigit whether a hyphen between a digit and a letter cuts, as in English
     */
    Infixes(boolean hyphenAfterDigit) {
        this.hyphenAfterDigit = hyphenAfterDigit;
    }

    /** Whether any rule finds a place to cut. */
    boolean cut(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (length(text, 0, i, text.length()) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds the parts of a stretch; a cut at its very start is none. */
    void split(String text, int start, int end, Parts.Builder parts) {
        int pending = start;
        int i = start;
        while (i < end) {
            int length = length(text, start, i, end);
            if (length == 0) {
                i++;
            } else {
                if (i != start) {
                    if (i != pending) {
                        parts.add(pending, i);
                    }
                    parts.add(i, i + length);
                    pending = i + length;
                }
                i += length;
            }
        }
        if (pending < end) {
            parts.add(pending, end);
        }
    }

    /** Chars of the cut at a place, or 0. */
    private int length(String text, int start, int at, int end) {
        char c = text.charAt(at);
        if (isAsciiLetter(c) || isAsciiDigit(c)) {
            return 0;
        }
        return switch (c) {
            case '.' -> dots(text, start, at, end);
            case '-' ->
                isDigitBefore(text, start, at) && isDigitOrMinus(text, at + 1, end) ? 1 : hyphen(text, start, at, end);
            case '+', '*', '^' -> isDigitBefore(text, start, at) && isDigitOrMinus(text, at + 1, end) ? 1 : 0;
            case ',' -> isAlphaBefore(text, start, at) && isAlpha(text, at + 1, end) ? 1 : 0;
            case ':', '<', '>', '=', '/' -> isAlphaOrDigitBefore(text, start, at) && isAlpha(text, at + 1, end) ? 1 : 0;
            case '–', '—', '~' -> hyphen(text, start, at, end);
            default -> icon(text, at, end);
        };
    }

    private static int icon(String text, int at, int end) {
        int codePoint = text.codePointAt(at);
        int length = Character.charCount(codePoint);
        return at + length <= end && Characters.INFIX.contains(codePoint) ? length : 0;
    }

    private static int dots(String text, int start, int at, int end) {
        int i = at;
        while (i < end && text.charAt(i) == '.') {
            i++;
        }
        if (i - at > 1) {
            return i - at;
        }
        if (at == start || at + 1 >= end) {
            return 0;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at + 1);
        boolean cuts = (Characters.ALPHA_LOWER.contains(before) || Characters.QUOTE.contains(before))
                && (Characters.ALPHA_UPPER.contains(after) || Characters.QUOTE.contains(after));
        return cuts ? 1 : 0;
    }

    private int hyphen(String text, int start, int at, int end) {
        boolean after = hyphenAfterDigit ? isAlphaOrDigitBefore(text, start, at) : isAlphaBefore(text, start, at);
        if (after) {
            for (String hyphen : HYPHENS) {
                if (text.startsWith(hyphen, at) && isAlpha(text, at + hyphen.length(), end)) {
                    return hyphen.length();
                }
            }
        }
        return 0;
    }

    private static boolean isDigitBefore(String text, int start, int at) {
        return at > start && isAsciiDigit(text.charAt(at - 1));
    }

    private static boolean isDigitOrMinus(String text, int at, int end) {
        return at < end && (isAsciiDigit(text.charAt(at)) || text.charAt(at) == '-');
    }

    private static boolean isAlphaBefore(String text, int start, int at) {
        return at > start && Characters.ALPHA.contains(text.codePointBefore(at));
    }

    private static boolean isAlphaOrDigitBefore(String text, int start, int at) {
        return isDigitBefore(text, start, at) || isAlphaBefore(text, start, at);
    }

    private static boolean isAlpha(String text, int at, int end) {
        return at < end && Characters.ALPHA.contains(text.codePointAt(at));
    }
}
