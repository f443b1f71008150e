package io.bloomery.data.report;

/**
 * Foreign text made safe to show: nothing in it can act as markup, as a terminal command, or hide what it says.
 *
 * <p>Control characters, unpaired surrogates, noncharacters and the marks that reorder neighbouring text become
 * U+FFFD; everything else, Chinese and emoji included, stays as it is.
 */
final class VisibleText {

    private static final int REPLACEMENT = 0xFFFD;

    private VisibleText() {}

    /** One line for a terminal: every run of whitespace is a space. */
    static String line(String text, int maxCharacters) {
        return shown(text, maxCharacters).replaceAll("\\s+", " ").strip();
    }

    /** Content of an HTML element or a quoted attribute; line breaks stay. */
    static String html(String text, int maxCharacters) {
        StringBuilder escaped = new StringBuilder();
        shown(text, maxCharacters).codePoints().forEach(character -> appendEscaped(escaped, character));
        return escaped.toString();
    }

    static String html(String text) {
        return html(text, Integer.MAX_VALUE);
    }

    /** At most so many characters (code points), with an ellipsis in place of what is left out. */
    private static String shown(String text, int maxCharacters) {
        int end = 0;
        int characters = 0;
        StringBuilder visible = new StringBuilder();
        while (end < text.length() && characters < maxCharacters) {
            int character = text.codePointAt(end);
            visible.appendCodePoint(isHarmless(character) ? character : REPLACEMENT);
            end += Character.charCount(character);
            characters++;
        }
        return end < text.length() ? visible.append('…').toString() : visible.toString();
    }

    private static boolean isHarmless(int character) {
        if (character == '\n' || character == '\t') {
            return true;
        }
        return !Character.isISOControl(character)
                && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                && !isNoncharacter(character)
                && !isReordering(character);
    }

    private static boolean isNoncharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
    }

    /** Marks of Unicode's bidirectional algorithm, with which text can be made to look like other text. */
    private static boolean isReordering(int character) {
        return (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200E
                || character == 0x200F
                || character == 0x061C;
    }

    private static void appendEscaped(StringBuilder escaped, int character) {
        switch (character) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(character);
        }
    }
}
