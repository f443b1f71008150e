package io.bloomery.data.segment;

import static io.bloomery.data.segment.Characters.isAsciiDigit;

import java.util.Comparator;
import java.util.List;

/** What spaCy's rules cut off at the front and at the back of a word: punctuation, currencies and units of measure. */
final class Affixes {

    private static final List<String> UNITS = TextResource.lines("units.txt").stream()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    private static final CodePointSet LAST_OF_UNIT = lastOfUnit();

    private Affixes() {}

    /** Chars at the front of a stretch that are a token of their own, or 0. */
    static int prefix(String text, int start, int end) {
        if (start >= end) {
            return 0;
        }
        char first = text.charAt(start);
        return switch (first) {
            case '.' -> manyDots(text, start, end);
            case '+' -> start + 1 < end && isAsciiDigit(text.charAt(start + 1)) ? 0 : 1;
            case 'U' -> text.startsWith("US$", start) && start + 3 <= end ? 3 : 0;
            case 'A', 'C' -> start + 1 < end && text.charAt(start + 1) == '$' ? 2 : 0;
            default -> prefix(text.codePointAt(start));
        };
    }

    /** Chars at the back of a stretch that are a token of their own, or 0; the longest that a rule cuts off. */
    static int suffix(String text, int start, int end) {
        if (start >= end) {
            return 0;
        }
        int last = text.codePointBefore(end);
        int before = end - Character.charCount(last);
        if (before < start) {
            return 0; // the second half of a pair whose first half is a prefix
        }
        int previous = before > start ? text.codePointBefore(before) : -1;
        return switch (last) {
            case '.' -> dots(text, start, before, previous);
            case '…' -> previous == '…' ? 2 : 1;
            case 's', 'S' -> previous == '\'' || previous == '’' ? 2 : unit(text, start, end, last);
            case '+' -> isAsciiDigit(previous) ? 1 : 0;
            case '$' -> dollar(text, start, before, previous);
            default ->
                Characters.SUFFIX.contains(last)
                        ? end - before
                        : Characters.CURRENCY.contains(last) && isAsciiDigit(previous)
                                ? end - before
                                : unit(text, start, end, last);
        };
    }

    private static int prefix(int codePoint) {
        return Characters.PREFIX.contains(codePoint) ? Character.charCount(codePoint) : 0;
    }

    private static int manyDots(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) == '.') {
            i++;
        }
        return i - start > 1 ? i - start : 0;
    }

    private static int dots(String text, int start, int before, int previous) {
        if (previous == '.') {
            int i = before;
            while (i > start && text.charAt(i - 1) == '.') {
                i--;
            }
            return before + 1 - i;
        }
        if (previous < 0) {
            return 0;
        }
        int beforePrevious = before - Character.charCount(previous);
        int third = beforePrevious > start ? text.codePointBefore(beforePrevious) : -1;
        boolean ends = Characters.BEFORE_PERIOD.contains(previous)
                || (third == '°' && "FfCcKk".indexOf(previous) >= 0)
                || (third >= 0 && Characters.ALPHA_UPPER.contains(previous) && Characters.ALPHA_UPPER.contains(third));
        return ends ? 1 : 0;
    }

    private static int dollar(String text, int start, int before, int previous) {
        if (isAsciiDigit(previous)) {
            return 1;
        }
        int letters = previous == 'S' ? 2 : 1;
        int from = before - letters;
        boolean named = letters == 2 ? from > start && text.startsWith("US", from) : previous == 'C' || previous == 'A';
        return named && from > start && isAsciiDigit(text.charAt(from - 1)) ? letters + 1 : 0;
    }

    private static int unit(String text, int start, int end, int last) {
        if (!LAST_OF_UNIT.contains(last)) {
            return 0;
        }
        for (String unit : UNITS) {
            int from = end - unit.length();
            if (from > start && isAsciiDigit(text.charAt(from - 1)) && text.startsWith(unit, from)) {
                return unit.length();
            }
        }
        return 0;
    }

    private static CodePointSet lastOfUnit() {
        StringBuilder last = new StringBuilder();
        for (String unit : UNITS) {
            last.append(' ').append(Integer.toHexString(unit.codePointBefore(unit.length())));
        }
        return CodePointSet.parse(last.substring(1));
    }
}
