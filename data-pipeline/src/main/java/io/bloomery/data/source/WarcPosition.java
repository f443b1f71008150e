package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

/**
 * Where a response record lies in its archive file.
 *
 * @param offset of the record's gzip member, in bytes
 * @param length of the gzip member, in bytes
 * @param recordId {@code urn:uuid:...}; the same for the same URL and payload in every run
 * @param payloadDigest {@code sha1:} and the base32 digest of the body as stored
 */
public record WarcPosition(long offset, long length, String recordId, String payloadDigest) {
    public WarcPosition {
        requireNonNull(recordId, "recordId");
        requireNonNull(payloadDigest, "payloadDigest");
    }
}
