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
            Dataset<Row> newer = load(new Path(work, layer.path()), schema);
            rows = first
                    ? newer
                    : without(rows, newer.select(key), layer.rows()).unionByName(newer);
            first = false;
        }
        return rows;
    }

    /** Some columns of all rows of all layers; a key in two layers comes twice. */
    Dataset<Row> rows(Layers table, String... columns) {
        StructType some = new StructType();
        for (String column : columns) {
            some = some.add(schema.apply(column));
        }
        Dataset<Row> rows = spark.createDataFrame(List.of(), some);
        for (Layers.Layer layer : table.layers()) {
            rows = rows.unionByName(load(new Path(work, layer.path()), some));
        }
        return rows;
    }

    /**
     * The keys of the table, each once; reads nothing but keys.
     *
     * @param wanted keys; with a large table, all others are left out as soon as they are read
     * @param mostWanted how many there may be
     */
    Dataset<Row> keys(Layers table, Dataset<Row> wanted, long mostWanted) {
        Dataset<Row> known = rows(table, key);
        if (table.rows() > MOST_BROADCAST && mostWanted <= MOST_BROADCAST) {
            Dataset<Row> small = broadcast(wanted.select(col(key).as("wanted")));
            known = known.join(small, known.col(key).equalTo(small.col("wanted")), "left_semi");
        }
        return known.distinct();
    }

    /**
     * Writes rows, or the whole table where that is due.
     *
     * @param rows columns that the table does not have are written, too
     * @param replaced keys of the rows of the table that these rows replace
     * @param most how many rows there may be
     * @param directory one of that name that is there was never committed
     * @return what was written
     */
    Dataset<Row> write(Layers before, Dataset<Row> rows, Dataset<Row> replaced, long most, Path directory) {
        Dataset<Row> all = before.layers().isEmpty() || !before.isDueForMerging(most)
                ? rows
                : rows.unionByName(without(read(before), replaced.select(key), most), true);
        all.write().mode(SaveMode.Overwrite).option("compression", "zstd").parquet(directory.toString());
        return load(directory, rows.schema());
    }

    /** The table after {@link #write} with the same arguments, and so many rows written. */
    Layers after(Layers before, long most, Path directory, long written) {
        Layers.Layer layer =
                new Layers.Layer(work.toUri().relativize(directory.toUri()).getPath(), written);
        return before.isDueForMerging(most) ? new Layers(List.of(layer)) : before.with(layer);
    }

    private Dataset<Row> without(Dataset<Row> rows, Dataset<Row> keys, long most) {
        Dataset<Row> small = most <= MOST_BROADCAST ? broadcast(keys) : keys;
        return rows.join(small, rows.col(key).equalTo(small.col(key)), "left_anti");
    }

    private Dataset<Row> load(Path directory, StructType columns) {
        return spark.read().schema(columns).parquet(directory.toString());
    }
}
