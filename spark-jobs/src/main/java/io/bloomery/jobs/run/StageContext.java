package io.bloomery.jobs.run;

import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What a stage works with while it runs: the engine, places to write to, and tables to read. */
public final class StageContext {

    private final SparkSession spark;
    private final TableStore store;
    private final RunId runId;
    private final Progress progress;
    private final Path work;
    private final Map<String, StagedTable> staged;

    StageContext(
            SparkSession spark,
            TableStore store,
            RunId runId,
            Progress progress,
            Path work,
            Map<String, StagedTable> staged) {
        this.spark = spark;
        this.store = store;
        this.runId = runId;
        this.progress = progress;
        this.work = work;
        this.staged = staged;
    }

    public SparkSession spark() {
        return spark;
    }

    public TableStore store() {
        return store;
    }

    public FileSystem fileSystem() {
        return store.fileSystem();
    }

    public RunId runId() {
        return runId;
    }

    public Progress progress() {
        return progress;
    }

    /** A directory that survives a killed run; it may not exist yet, and is deleted when the stage is published. */
    public Path work() {
        return work;
    }

    /** The directory to write the data files of a table into; empty when the stage starts. */
    public Path staging(String table) {
        return table(table).directory();
    }

    /** Writes rows as the Parquet files of a table, one file a partition, in the order of the partitions. */
    public void writeParquet(String table, Dataset<Row> rows) throws IOException {
        ParquetFiles.write(store, table(table).directory(), rows);
        table(table).schema(rows.schema());
    }

    /**
     * Says what the content of a table that is not Parquet is, where its bytes are not the same in every run.
     *
     * @param digest 64 hex digits; without this call the digest covers the names and bytes of all files
     */
    public void contentDigest(String table, String digest) {
        table(table).contentDigest(digest);
    }

    /** Says how many records a data file of a table that is not Parquet holds. */
    public void records(String table, String file, long records) {
        table(table).records(file, records);
    }

    /** Reads a table after checking that its files are whole and its columns are those that are expected. */
    public Dataset<Row> read(PublishedTable table, StructType schema) throws IOException {
        store.verifySizes(table);
        return ParquetFiles.read(spark, table, schema);
    }

    private StagedTable table(String name) {
        StagedTable table = staged.get(name);
        if (table == null) {
            throw new IllegalArgumentException(
                    "the stage does not declare a table " + name + ", only " + List.copyOf(staged.keySet()));
        }
        return table;
    }
}
