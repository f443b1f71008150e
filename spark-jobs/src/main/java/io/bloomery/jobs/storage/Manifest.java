package io.bloomery.jobs.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a table is, where it came from and what is in it; its presence is what makes a directory a table.
 *
 * @param formatVersion of this file; readers refuse a newer one
 * @param fingerprint of parents, configuration and step version: the name of the directory
 * @param codeVersion of the program that wrote the table
 * @param config resolved configuration of the stage
 * @param schema Spark schema as JSON; empty for tables that are not Parquet
 * @param counters of the stage that wrote the table
 * @param metrics further numbers of the stage, by name
 * @param contentDigest the same for the same rows, whatever files, order, root and time
 * @param created when it was published, ISO 8601
 */
public record Manifest(
        @JsonProperty("format_version") int formatVersion,
        @JsonProperty("table") String table,
        @JsonProperty("stage") String stage,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("run_id") String runId,
        @JsonProperty("code_version") String codeVersion,
        @JsonProperty("parents") List<Parent> parents,
        @JsonProperty("config") Map<String, Object> config,
        @JsonProperty("schema") String schema,
        @JsonProperty("counters") Counters counters,
        @JsonProperty("metrics") Map<String, Double> metrics,
        @JsonProperty("rows") long rows,
        @JsonProperty("files") List<DataFile> files,
        @JsonProperty("content_digest") String contentDigest,
        @JsonProperty("created") String created) {

    public static final int FORMAT_VERSION = 1;
    public static final String FILE_NAME = "_manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Manifest {
        parents = List.copyOf(parents);
        files = List.copyOf(files);
    }

    /** Bytes of all data files. */
    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** The manifest as indented JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is always JSON", e);
        }
    }

    /**
     * Reads a manifest back.
     *
     * @param where the file, for messages
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA} where it is damaged or of a newer format
     */
    public static Manifest fromJson(byte[] bytes, String where) {
        try {
            Manifest manifest = JSON.readValue(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
            if (manifest.formatVersion() > FORMAT_VERSION) {
                throw new BloomeryException(
                        ErrorCode.BAD_DATA,
                        where + " has format version " + manifest.formatVersion() + ", and this program reads up to "
                                + FORMAT_VERSION,
                        "Use the version of Bloomery that wrote it (" + manifest.codeVersion() + ") or a newer one.");
            }
            return manifest;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the manifest " + where + " is damaged: " + e.getMessage(),
                    "Delete the directory that holds it and run the stage again.",
                    e);
        }
    }
}
