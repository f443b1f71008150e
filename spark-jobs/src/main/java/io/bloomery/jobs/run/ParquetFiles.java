package io.bloomery.jobs.run;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.Sha256;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Writes and reads the Parquet files of a table, under names that are the same in every run. */
final class ParquetFiles {

    /** When and where a row was made is not what it says. */
    private static final Set<String> NOT_CONTENT = Set.of("date", "run_id", "file_path");

    private static final String ROW_GROUP_BYTES = String.valueOf(64L << 20);

    private ParquetFiles() {}

    /** Writes zstd Parquet with page checksums: {@code part-00000-of-00012.parquet}. */
    static void write(TableStore store, Path directory, Dataset<Row> rows) throws IOException {
        Path written = new Path(directory, "_written");
        rows.write()
                .option("compression", "zstd")
                .option("parquet.block.size", ROW_GROUP_BYTES)
                .option("parquet.page.size.row.check.min", "10")
                .option("parquet.page.write-checksum.enabled", "true")
                .parquet(written.toString());
        List<Path> parts = new ArrayList<>();
        for (FileStatus status : store.fileSystem().listStatus(written)) {
            if (status.getPath().getName().startsWith("part-")) {
                parts.add(status.getPath());
            }
        }
        parts.sort(null);
        for (int i = 0; i < parts.size(); i++) {
            String name = String.format(Locale.ROOT, "part-%05d-of-%05d.parquet", i, parts.size());
            store.rename(parts.get(i), new Path(directory, name));
        }
        store.discard(written);
    }

    /** Reads the columns of a schema after checking that the table has them. */
    static Dataset<Row> read(SparkSession spark, PublishedTable table, StructType schema) {
        StructType stored = (StructType) StructType.fromJson(table.manifest().schema());
        for (String column : schema.fieldNames()) {
            if (!Arrays.asList(stored.fieldNames()).contains(column)) {
                throw new BloomeryException(
                        ErrorCode.BAD_DATA,
                        "the table " + table.path() + " has no column " + column + ", only "
                                + String.join(", ", stored.fieldNames()),
                        "It was written by " + table.manifest().codeVersion() + "; run the stage "
                                + table.manifest().stage() + " again with this version.");
            }
        }
        return TableRows.of(spark, table, schema);
    }

    static long rows(TableStore store, Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(file, store.fileSystem().getConf()))) {
            return reader.getRecordCount();
        }
    }

    /** The same for the same rows in any order and any number of files. */
    static String contentDigest(SparkSession spark, List<Path> files, StructType schema) {
        Column[] columns = Arrays.stream(schema.fieldNames())
                .filter(name -> !NOT_CONTENT.contains(name))
                .map(functions::col)
                .toArray(Column[]::new);
        Column[] salted = new Column[columns.length + 1];
        salted[0] = functions.lit("bloomery");
        System.arraycopy(columns, 0, salted, 1, columns.length);
        Row sums = spark.read()
                .schema(schema)
                .parquet(files.stream().map(Path::toString).toArray(String[]::new))
                .agg(
                        functions.count(functions.lit(1)),
                        functions.coalesce(functions.sum(functions.xxhash64(columns)), functions.lit(0L)),
                        functions.coalesce(functions.sum(functions.xxhash64(salted)), functions.lit(0L)))
                .first();
        return Sha256.of(String.join(",", schema.fieldNames()) + "|" + sums.getLong(0) + "|" + sums.getLong(1) + "|"
                + sums.getLong(2));
    }
}
