package io.bloomery.jobs.run;

import io.bloomery.jobs.storage.PublishedTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The rows of a published Parquet table, from the files that its manifest names and no others. */
public final class TableRows {

    private TableRows() {}

    /** All columns that the table has. */
    public static Dataset<Row> of(SparkSession spark, PublishedTable table) {
        return of(spark, table, schema(table));
    }

    /** The columns that a table has, by its manifest. */
    public static StructType schema(PublishedTable table) {
        return (StructType) StructType.fromJson(table.manifest().schema());
    }

    static Dataset<Row> of(SparkSession spark, PublishedTable table, StructType schema) {
        String[] files = table.manifest().files().stream()
                .map(file -> table.file(file.path()).toString())
                .toArray(String[]::new);
        return files.length == 0
                ? spark.createDataFrame(List.of(), schema)
                : spark.read().schema(schema).parquet(files);
    }
}
