package io.bloomery.data.extract;

/** What kind of page it is, as far as it matters for what its main text is. */
public enum PageType {
    ARTICLE,
    COLLECTION,
    DOCUMENTATION,
    FORUM,
    LISTING,
    PRODUCT,
    SERVICE
}
