package io.bloomery.data.dedup;

import java.io.Serializable;

/**
 * What makes documents exact duplicates; HOCON: {@code dedupe.exact}.
 *
 * @param text {@code text}: equal texts are duplicates
 * @param url {@code url}: equal URLs are duplicates, whatever the texts
 * @param ignoreCase {@code ignore-case}: texts are compared in lower case
 * @param lettersOnly {@code letters-only}: texts are compared without white space, digits and punctuation
 */
public record ExactConfig(boolean text, boolean url, boolean ignoreCase, boolean lettersOnly) implements Serializable {

    /** The key that equal texts share. */
    public String key(String documentText) {
        return ContentKey.of(documentText, ignoreCase, lettersOnly);
    }
}
