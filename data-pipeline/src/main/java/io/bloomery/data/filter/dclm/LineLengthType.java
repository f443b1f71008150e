package io.bloomery.data.filter.dclm;

/** Which length of a text's lines counts. */
public enum LineLengthType {
    MAX,
    AVG
}
