package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.View;

/** How many characters of each kind a text has, counted in one pass. */
record CharacterCounts(int all, int plain, int digits, int spaces, int brackets) {

    static final View<CharacterCounts> VIEW = draft -> of(draft.text());

    static CharacterCounts of(String text) {
        int all = 0;
        int plain = 0;
        int digits = 0;
        int spaces = 0;
        int brackets = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            all++;
            plain += isPlain(codePoint) ? 1 : 0;
            digits += Character.isDigit(codePoint) ? 1 : 0;
            spaces += isSpace(codePoint) ? 1 : 0;
            brackets += isBracket(codePoint) ? 1 : 0;
            i += Character.charCount(codePoint);
        }
        return new CharacterCounts(all, plain, digits, spaces, brackets);
    }

    /** A count over all characters; 1, the worst share, for an empty text. */
    double share(int count) {
        return all == 0 ? 1 : (double) count / all;
    }

    private static boolean isPlain(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= '0' && codePoint <= '9')
                || codePoint == '\n'
                || codePoint == '?'
                || codePoint == '!'
                || codePoint == ','
                || codePoint == '.';
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == ' ' || (codePoint >= '\b' && codePoint <= '\n') || codePoint == '\r';
    }

    private static boolean isBracket(int codePoint) {
        return switch (codePoint) {
            case '(', ')', '[', ']', '{', '}', '⟨', '⟩' -> true;
            default -> false;
        };
    }
}
