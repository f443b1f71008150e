package io.bloomery.data.filter.dclm;

/** Where in a text something stands. */
public enum Location {
    PREFIX,
    SUFFIX,
    ANY
}
