package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

/**
 * That a page was visited again and is what it was (WARC 1.1, 6.7).
 *
 * @param profile how that is known
 * @param recordId of the response record that has the page
 * @param date of that record, ISO 8601
 * @param payloadDigest of that record
 */
public record Revisit(Profile profile, String recordId, String date, String payloadDigest) {

    /** How it is known that nothing changed. */
    public enum Profile {
        /** The server says so. */
        SERVER_NOT_MODIFIED("server-not-modified"),
        /** The payload has the same digest. */
        IDENTICAL_PAYLOAD_DIGEST("identical-payload-digest");

        private static final String PREFIX = "http://netpreserve.org/warc/1.1/revisit/";

        private final String name;

        Profile(String name) {
            this.name = name;
        }

        String uri() {
            return PREFIX + name;
        }
    }

    public Revisit {
        requireNonNull(profile, "profile");
        requireNonNull(recordId, "recordId");
        requireNonNull(date, "date");
        requireNonNull(payloadDigest, "payloadDigest");
    }
}
