package io.bloomery.data.filter.dclm;

/** What can repeat in a text. */
public enum Granularity {
    LINE,
    PARAGRAPH,
    NGRAM
}
