package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

/**
 * Where a response record lies, and how far the records reach that belong to it: its request and its metadata.
 *
 * @param file name of the archive file
 * @param offset of the record's gzip member, in bytes
 * @param length of the gzip member, in bytes
 * @param extent length of the response and of the records that follow it and belong to it, in bytes
 * @param recordId {@code urn:uuid:...}; the same for the same URL and payload in every run
 * @param payloadDigest {@code sha1:} and the base32 digest of the body as stored
 */
public record WarcPosition(String file, long offset, long length, long extent, String recordId, String payloadDigest) {
    public WarcPosition {
        requireNonNull(file, "file");
        requireNonNull(recordId, "recordId");
        requireNonNull(payloadDigest, "payloadDigest");
    }
}
