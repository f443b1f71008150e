package io.bloomery.data.segment;

/** The Word_Break property of characters that Unicode Standard Annex 29 breaks words by. */
enum WordBreak {
    OTHER,
    CR,
    LF,
    NEWLINE,
    EXTEND,
    ZWJ,
    FORMAT,
    REGIONAL_INDICATOR,
    KATAKANA,
    HEBREW_LETTER,
    ALETTER,
    SINGLE_QUOTE,
    DOUBLE_QUOTE,
    MIDNUMLET,
    MIDLETTER,
    MIDNUM,
    NUMERIC,
    EXTENDNUMLET,
    WSEGSPACE;

    boolean endsLine() {
        return this == CR || this == LF || this == NEWLINE;
    }

    /** Whether the character belongs to the one before it (rule WB4). */
    boolean isAttached() {
        return this == EXTEND || this == FORMAT || this == ZWJ;
    }

    boolean isLetter() {
        return this == ALETTER || this == HEBREW_LETTER;
    }

    boolean joinsLetters() {
        return this == MIDLETTER || this == MIDNUMLET || this == SINGLE_QUOTE;
    }

    boolean joinsNumbers() {
        return this == MIDNUM || this == MIDNUMLET || this == SINGLE_QUOTE;
    }

    /** Whether an underscore and its like hold the character to its neighbour. */
    boolean isConnected() {
        return isLetter() || this == NUMERIC || this == KATAKANA;
    }
}
