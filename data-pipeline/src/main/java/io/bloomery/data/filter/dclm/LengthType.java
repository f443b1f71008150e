package io.bloomery.data.filter.dclm;

/** What the length of a page is counted in. */
public enum LengthType {
    CHAR,
    WORD,
    SENTENCE,
    LINE,
    PARAGRAPH
}
