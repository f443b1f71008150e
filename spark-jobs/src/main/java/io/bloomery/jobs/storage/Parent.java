package io.bloomery.jobs.storage;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A table that another one was made from.
 *
 * @param sha256 of the parent's manifest file, so that a swapped parent is noticed
 */
public record Parent(
        @JsonProperty("table") String table,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("path") String path,
        @JsonProperty("content_digest") String contentDigest,
        @JsonProperty("sha256") String sha256) {}
