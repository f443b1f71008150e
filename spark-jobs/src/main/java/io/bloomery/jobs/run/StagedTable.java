package io.bloomery.jobs.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/** A table while its stage runs: where its files go, and what the stage said about them. */
final class StagedTable {

    private final Path directory;
    private final Map<String, Long> records = new TreeMap<>();
    private StructType schema;
    private String contentDigest;

    StagedTable(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    void schema(StructType writtenSchema) {
        schema = writtenSchema;
    }

    Optional<StructType> schema() {
        return Optional.ofNullable(schema);
    }

    void contentDigest(String digest) {
        contentDigest = digest;
    }

    Optional<String> contentDigest() {
        return Optional.ofNullable(contentDigest);
    }

    void records(String file, long count) {
        records.put(file, count);
    }

    long records(String file) {
        return records.getOrDefault(file, 0L);
    }
}
