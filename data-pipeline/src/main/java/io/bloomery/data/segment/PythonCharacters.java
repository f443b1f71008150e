package io.bloomery.data.segment;

/**
 * Character classes as Python's {@code str} methods and {@code re} have them, which the peers are written in.
 *
 * <p>Java's own predicates of similar names differ: {@link Character#isWhitespace(int)} leaves out no-break spaces, and
 * {@link Character#isLetterOrDigit(int)} leaves out numbers that are no decimal digits.
 */
public final class PythonCharacters {

    private static final int NUMBERS =
            1 << Character.DECIMAL_DIGIT_NUMBER | 1 << Character.LETTER_NUMBER | 1 << Character.OTHER_NUMBER;

    /** First and last of the digits that are no decimal digits, such as superscripts (Unicode 16, Numeric_Type=Digit). */
    private static final int[][] TYPOGRAPHIC_DIGITS = {
        {0xb2, 0xb3}, {0xb9, 0xb9}, {0x1369, 0x1371}, {0x19da, 0x19da}, {0x2070, 0x2070}, {0x2074, 0x2079},
        {0x2080, 0x2089}, {0x2460, 0x2468}, {0x2474, 0x247c}, {0x2488, 0x2490}, {0x24ea, 0x24ea}, {0x24f5, 0x24fd},
        {0x24ff, 0x24ff}, {0x2776, 0x277e}, {0x2780, 0x2788}, {0x278a, 0x2792}, {0x10a40, 0x10a43}, {0x10e60, 0x10e68},
        {0x11052, 0x1105a}, {0x1f100, 0x1f10a}
    };

    private PythonCharacters() {}

    /** {@code str.isspace} and {@code \s}: white space of any width, line ends, and the four ASCII separators. */
    public static boolean isSpace(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' '
                    || (codePoint >= 0x09 && codePoint <= 0x0d)
                    || (codePoint >= 0x1c && codePoint <= 0x1f);
        }
        return codePoint == 0x85 || Character.isSpaceChar(codePoint);
    }

    /** {@code str.isalpha}: letters of any kind, ideographs too, but no marks. */
    public static boolean isAlphabetic(int codePoint) {
        return Character.isLetter(codePoint);
    }

    /** {@code str.isalnum}: letters and every kind of number. */
    public static boolean isAlphanumeric(int codePoint) {
        return Character.isLetter(codePoint) || (NUMBERS >> Character.getType(codePoint) & 1) != 0;
    }

    /** {@code str.isdigit}: decimal digits of any script and typographic ones. */
    public static boolean isDigit(int codePoint) {
        if (Character.isDigit(codePoint)) {
            return true;
        }
        if (codePoint >= 0x80 && Character.getType(codePoint) == Character.OTHER_NUMBER) {
            for (int[] range : TYPOGRAPHIC_DIGITS) {
                if (codePoint >= range[0] && codePoint <= range[1]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code \w}: letters, numbers and the underscore. */
    public static boolean isWordCharacter(int codePoint) {
        return codePoint == '_' || isAlphanumeric(codePoint);
    }

    /** {@code str.splitlines}: whether a line ends here; a carriage return and a line feed end one line together. */
    public static boolean isLineEnd(int codePoint) {
        return (codePoint >= 0x0a && codePoint <= 0x0d)
                || (codePoint >= 0x1c && codePoint <= 0x1e)
                || codePoint == 0x85
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }
}
