package io.bloomery.data.dedup;

/** Of what a shingle is made. */
public enum ShingleUnit {
    /** Words as they are compared: lower case, numbers as 0, without accents and punctuation. */
    WORDS,
    /** Characters of the text as it is, in code points. */
    CHARACTERS
}
