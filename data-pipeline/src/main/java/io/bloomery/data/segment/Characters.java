package io.bloomery.data.segment;

import java.util.HashMap;
import java.util.Map;

/** Kinds of characters as spaCy and datatrove tell them apart; the sets are data beside this class. */
public final class Characters {

    private static final Map<String, CodePointSet> SETS = load();

    static final CodePointSet PREFIX = set("prefix");
    static final CodePointSet SUFFIX = set("suffix");
    static final CodePointSet INFIX = set("infix");
    static final CodePointSet ALPHA = set("alpha");
    static final CodePointSet ALPHA_LOWER = set("alpha-lower");
    static final CodePointSet ALPHA_UPPER = set("alpha-upper");
    static final CodePointSet QUOTE = set("quote");
    static final CodePointSet BEFORE_PERIOD = set("before-period");
    static final CodePointSet CURRENCY = set("currency");
    static final CodePointSet TOP_LEVEL_DOMAIN = set("top-level-domain");
    static final CodePointSet SENTENCE_END = set("sentence-end");

    private static final CodePointSet PUNCTUATION = set("datatrove-punctuation");
    private static final CodePointSet LISTED_PUNCTUATION = set("listed-punctuation");
    private static final CodePointSet TERMINAL_PUNCTUATION = set("terminal-punctuation");

    private Characters() {}

    /** Punctuation in datatrove's sense: marks of many scripts, symbols and control characters. */
    public static boolean isPunctuation(int codePoint) {
        return PUNCTUATION.contains(codePoint);
    }

    /** Punctuation that datatrove replaces by blanks: as above, without the end marks of most scripts. */
    public static boolean isListedPunctuation(int codePoint) {
        return LISTED_PUNCTUATION.contains(codePoint);
    }

    /** Marks that end a sentence, in some 80 scripts; datatrove's list. */
    public static boolean isTerminalPunctuation(int codePoint) {
        return TERMINAL_PUNCTUATION.contains(codePoint);
    }

    /** Whether Unicode calls a character punctuation, of any of its seven kinds. */
    public static boolean isUnicodePunctuation(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** A letter from A to Z or from a to z. */
    static boolean isAsciiLetter(int codePoint) {
        int lower = codePoint | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** A digit from 0 to 9. */
    static boolean isAsciiDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static CodePointSet set(String name) {
        CodePointSet set = SETS.get(name);
        if (set == null) {
            throw new IllegalStateException("there is no set of characters named " + name);
        }
        return set;
    }

    private static Map<String, CodePointSet> load() {
        Map<String, CodePointSet> sets = new HashMap<>();
        for (String line : TextResource.lines("characters.txt")) {
            int space = line.indexOf(' ');
            sets.put(line.substring(0, space), CodePointSet.parse(line.substring(space + 1)));
        }
        return sets;
    }
}
