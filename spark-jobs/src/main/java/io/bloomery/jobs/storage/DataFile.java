package io.bloomery.jobs.storage;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One data file of a table.
 *
 * @param path relative to the table's directory
 * @param rows rows or records; 0 where the format has none
 * @param bytes length of the file
 * @param sha256 of its bytes, 64 hex digits
 */
public record DataFile(
        @JsonProperty("path") String path,
        @JsonProperty("rows") long rows,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("sha256") String sha256) {}
