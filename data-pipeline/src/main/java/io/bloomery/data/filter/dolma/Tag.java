package io.bloomery.data.filter.dolma;

/**
 * Something that Dolma's taggers found in a text.
 *
 * @param kind what it is, in Dolma's words
 * @param start code points before it
 * @param end code points up to its end
 */
public record Tag(Kind kind, int start, int end) {

    /** What can be found. */
    public enum Kind {
        LINES_WITH_NO_ENDING_PUNCTUATION,
        LINES_WITH_TOO_FEW_WORDS,
        HAS_NAUGHTY_WORD,
        HAS_JAVASCRIPT,
        HAS_LOREM_IPSUM,
        HAS_CURLY_BRACE
    }
}
