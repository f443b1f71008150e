package io.bloomery.data.normalize;

/** When HTML entities in a text become the characters that they stand for. */
public enum HtmlUnescaping {

    /** In lines up to the first that has {@code <} and so may be HTML. */
    AUTO,
    ALWAYS,
    NEVER
}
