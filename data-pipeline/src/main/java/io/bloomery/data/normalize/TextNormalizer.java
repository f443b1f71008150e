package io.bloomery.data.normalize;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Brings a text into the one form that everything behind it works on; applying it twice changes nothing more.
 *
 * <p>Unicode NFC; line ends become {@code \n}; every other space character becomes a plain space, tabs stay; control and
 * zero-width characters go, except the joiners that Indic and Arabic scripts and emoji need; unpaired surrogates become
 * U+FFFD; lines lose trailing white space, the text loses blank lines at both ends, and no more than one blank line stays
 * between two others.
 */
public final class TextNormalizer implements Rule {

    private static final long serialVersionUID = 1L;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int MAX_NEWLINES = 2;

    @Override
    public void apply(Draft draft) {
        draft.rewrite(normalize(draft.text()));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }

    /** The normalized form of any text. */
    public static String normalize(String text) {
        // Composition comes last but one: removing a character may bring a mark beside its base.
        return layOut(UnicodeForm.NFC.of(cleanCharacters(text)));
    }

    private static String cleanCharacters(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '\r') {
                clean.append('\n');
                i += i < text.length() && text.charAt(i) == '\n' ? 1 : 0;
            } else {
                append(codePoint, clean);
            }
        }
        return clean.toString();
    }

    private static void append(int codePoint, StringBuilder clean) {
        switch (Character.getType(codePoint)) {
            case Character.LINE_SEPARATOR -> clean.append('\n');
            case Character.PARAGRAPH_SEPARATOR -> clean.append("\n\n");
            case Character.SPACE_SEPARATOR -> clean.append(' ');
            case Character.SURROGATE -> clean.append(REPLACEMENT);
            case Character.CONTROL -> appendControl(codePoint, clean);
            default -> {
                if (!isInvisible(codePoint)) {
                    clean.appendCodePoint(codePoint);
                }
            }
        }
    }

    private static void appendControl(int codePoint, StringBuilder clean) {
        switch (codePoint) {
            case '\n', '\t' -> clean.append((char) codePoint);
            case '\u000B', '\f', '\u0085' -> clean.append('\n');
            default -> {
                // no text
            }
        }
    }

    /** Soft hyphen, zero-width space, word joiner and invisible operators, byte order mark, noncharacters. */
    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x00AD
                || codePoint == 0x200B
                || (codePoint >= 0x2060 && codePoint <= 0x2064)
                || codePoint == 0xFEFF
                || (codePoint & 0xFFFE) == 0xFFFE
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    private static String layOut(String text) {
        StringBuilder laidOut = new StringBuilder(text.length());
        int newlines = MAX_NEWLINES; // nothing before the first line
        int pendingSpaces = 0; // white space that may turn out to be trailing
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n') {
                laidOut.setLength(laidOut.length() - pendingSpaces);
                pendingSpaces = 0;
                if (newlines < MAX_NEWLINES) {
                    laidOut.append('\n');
                    newlines++;
                }
            } else {
                laidOut.append(character);
                boolean space = character == ' ' || character == '\t';
                pendingSpaces = space ? pendingSpaces + 1 : 0;
                newlines = space ? newlines : 0;
            }
        }
        return laidOut.toString().stripTrailing();
    }
}
