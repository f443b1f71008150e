package io.bloomery.data.chinese;

/**
 * Latin letters, digits and signs in the width of a Chinese character, and their usual forms.
 *
 * <p>Punctuation stays as it is: the wide comma, full stop and brackets are what belongs into Chinese and Japanese text.
 */
public final class WideForms {

    private static final char FIRST = '\uff01';
    private static final char LAST = '\uff5e';
    private static final int OFFSET = FIRST - '!';
    private static final String PUNCTUATION = "!\"'(),.:;?[]{}~";

    private WideForms() {}

    /** The text with narrow letters, digits, arithmetic and technical signs, and a space for the ideographic one. */
    public static String narrow(String text) {
        StringBuilder narrowed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            narrowed.setCharAt(i, narrow(text.charAt(i)));
        }
        return narrowed.toString();
    }

    private static char narrow(char c) {
        if (c == '\u3000') {
            return ' ';
        }
        char narrow = (char) (c - OFFSET);
        return c >= FIRST && c <= LAST && PUNCTUATION.indexOf(narrow) < 0 ? narrow : c;
    }
}
