package io.bloomery.data.crawl;

import java.io.Serializable;

/**
 * What a server gave to ask with later whether a page has changed (RFC 9110, 8.8).
 *
 * <p>They come from servers and go back into requests, so that what could be more than one header value is dropped.
 *
 * @param etag the header {@code ETag} as sent; empty where there was none
 * @param lastModified the header {@code Last-Modified} as sent; empty where there was none
 */
public record Validators(String etag, String lastModified) implements Serializable {

    /** Nothing to ask with: the page is wanted whatever it is. */
    public static final Validators NONE = new Validators("", "");

    private static final int MAX_LENGTH = 1024;

    public Validators {
        etag = safe(etag);
        lastModified = safe(lastModified);
    }

    private static String safe(String value) {
        boolean printable = value.chars().allMatch(character -> character >= ' ' && character < 0x7f);
        return printable && value.length() <= MAX_LENGTH ? value.strip() : "";
    }

    public boolean isEmpty() {
        return etag.isEmpty() && lastModified.isEmpty();
    }
}
