package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.url.UrlForm;
import java.io.Serializable;

/**
 * What makes documents exact duplicates; HOCON: {@code dedupe.exact}.
 *
 * @param text {@code text}: equal texts are duplicates
 * @param url {@code url}: equal URLs are duplicates, whatever the texts
 * @param urlForm {@code url-form}: the spelling in which URLs are compared
 * @param ignoreCase {@code ignore-case}: texts are compared in lower case
 * @param lettersOnly {@code letters-only}: texts are compared without white space, digits and punctuation
 */
public record ExactConfig(boolean text, boolean url, UrlForm urlForm, boolean ignoreCase, boolean lettersOnly)
        implements Serializable {
    public ExactConfig {
        requireNonNull(urlForm, "url-form");
    }

    /** The key that equal texts share. */
    public String key(String documentText) {
        return ContentKey.of(documentText, ignoreCase, lettersOnly);
    }

    /** The key that equal URLs share; nothing for documents without one, which share none. */
    public String urlKey(String documentUrl) {
        return documentUrl.isEmpty() ? "" : urlForm.of(documentUrl);
    }
}
