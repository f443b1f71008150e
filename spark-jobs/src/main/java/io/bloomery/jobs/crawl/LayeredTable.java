package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads and writes tables in {@link Layers}.
 *
 * <p>Small layers are broadcast, so that the large one is read without being moved; nothing is ever held by the driver.
 */
final class LayeredTable {

    /** Keys that may be broadcast: some twenty megabytes. */
    private static final long MOST_BROADCAST = 200_000;

    private final SparkSession spark;
    private final Path work;
    private final String key;
    private final StructType schema;

    LayeredTable(SparkSession spark, Path work, String key, StructType schema) {
        this.spark = spark;
        this.work = work;
        this.key = key;
        this.schema = schema;
    }

    /** One row a key: the newest. */
    Dataset<Row> read(Layers table) {
        Dataset<Row> rows = spark.createDataFrame(List.of(), schema);
        boolean first = true;
        for (Layers.Layer layer : table.layers()) {
            Dataset<Row> newer = load(layer);
            rows = first
                    ? newer
                    : without(rows, newer.select(key), layer.rows()).unionByName(newer);
            first = false;
        }
        return rows;
    }

    /** The rows whose key is not among these. */
    Dataset<Row> without(Dataset<Row> rows, Dataset<Row> keys, long count) {
        Dataset<Row> small = count <= MOST_BROADCAST ? broadcast(keys) : keys;
        return rows.join(small, rows.col(key).equalTo(small.col(key)), "left_anti");
    }

    /** The keys of the table that are among these; reads the keys of the table only. */
    Dataset<Row> known(Layers table, Dataset<Row> keys, long count) {
        Dataset<Row> known = spark.createDataFrame(List.of(), schema).select(key);
        for (Layers.Layer layer : table.layers()) {
            known = known.unionByName(load(layer).select(key)); // a key in two layers does no harm
        }
        Dataset<Row> wanted = keys.select(col(key).as("wanted"));
        Dataset<Row> small = count <= MOST_BROADCAST ? broadcast(wanted) : wanted;
        return known.join(small, known.col(key).equalTo(small.col("wanted")), "left_semi");
    }

    /** Writes rows that replace those of the same keys; a directory of that name that is there was never committed. */
    Layers write(Layers before, Dataset<Row> rows, long count, Path directory) {
        boolean merging = before.isDueForMerging(count);
        Dataset<Row> all = merging && !before.layers().isEmpty()
                ? without(read(before), rows.select(key), count).unionByName(rows)
                : rows;
        all.write().mode(SaveMode.Overwrite).option("compression", "zstd").parquet(directory.toString());
        String relative = work.toUri().relativize(directory.toUri()).getPath();
        Layers.Layer layer = new Layers.Layer(
                relative,
                spark.read().schema(schema).parquet(directory.toString()).count());
        return merging ? new Layers(List.of(layer)) : before.with(layer);
    }

    private Dataset<Row> load(Layers.Layer layer) {
        return spark.read().schema(schema).parquet(new Path(work, layer.path()).toString());
    }
}
