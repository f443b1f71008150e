package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.LEFT;
import static io.bloomery.jobs.dedup.Columns.RIGHT;
import static io.bloomery.jobs.dedup.Columns.SIMILARITY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.bloomery.data.dedup.MinHash;
import io.bloomery.data.dedup.MinHashConfig;
import io.bloomery.data.dedup.Shingles;
import java.nio.ByteBuffer;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Pairs of texts that are alike: met in a bucket, then compared shingle by shingle.
 *
 * <p>In a bucket of up to {@value #MAX_COMPARED} texts all are compared; in a larger one each is compared with the one of
 * the smallest id only, so that a bucket of a million costs a million comparisons and not their square.
 */
final class NearDuplicates {

    static final int MAX_COMPARED = 64;

    private static final String SHINGLES = "shingles";
    private static final String KEYS = "keys";
    private static final String KEY = "key";
    private static final String SIZE = "size";
    private static final String LEFT_SHINGLES = "left_shingles";
    private static final String RIGHT_SHINGLES = "right_shingles";

    private static final StructType SKETCH = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(SHINGLES, DataTypes.BinaryType, false)
            .add(KEYS, DataTypes.createArrayType(DataTypes.LongType, false), false);

    static final StructType EDGE = new StructType()
            .add(LEFT, DataTypes.StringType, false)
            .add(RIGHT, DataTypes.StringType, false)
            .add(SIMILARITY, DataTypes.DoubleType, false);

    private NearDuplicates() {}

    /** Finds the pairs among texts, which come as id and text; the left id of a pair is the smaller one. */
    static Dataset<Row> edges(Dataset<Row> texts, MinHashConfig config, WorkTables work) {
        Dataset<Row> sketches = work.saved("sketches", texts.mapPartitions(sketcher(config), Encoders.row(SKETCH)));
        return work.saved("edges", verified(candidates(sketches), sketches, config.minSimilarity()));
    }

    private static MapPartitionsFunction<Row, Row> sketcher(MinHashConfig config) {
        return rows -> {
            MinHash minHash = new MinHash(config);
            Iterable<Row> once = () -> rows;
            return StreamSupport.stream(once.spliterator(), false)
                    .map(row -> sketch(row.getString(0), row.getString(1), config, minHash))
                    .iterator();
        };
    }

    private static Row sketch(String id, String text, MinHashConfig config, MinHash minHash) {
        long[] shingles = Shingles.of(text, config.shingleWords());
        return RowFactory.create(id, bytes(shingles), minHash.keys(shingles));
    }

    private static Dataset<Row> candidates(Dataset<Row> sketches) {
        Dataset<Row> keys = sketches.select(col(ID), explode(col(KEYS)).as(KEY));
        Dataset<Row> buckets = keys.groupBy(KEY)
                .agg(min(ID).as(LEFT), count(lit(1)).as(SIZE))
                .filter(col(SIZE).gt(1));
        Dataset<Row> members = keys.join(buckets, KEY);
        Dataset<Row> star = members.filter(col(ID).notEqual(col(LEFT))).select(col(LEFT), col(ID).as(RIGHT));
        Dataset<Row> small = members.filter(col(SIZE).leq(MAX_COMPARED));
        Dataset<Row> pairs = small.select(col(KEY), col(ID).as(LEFT))
                .join(small.select(col(KEY), col(ID).as(RIGHT)), KEY)
                .filter(col(LEFT).lt(col(RIGHT)))
                .select(LEFT, RIGHT);
        return star.union(pairs).distinct();
    }

    private static Dataset<Row> verified(Dataset<Row> candidates, Dataset<Row> sketches, double minSimilarity) {
        MapFunction<Row, Row> compare = row -> RowFactory.create(
                row.getString(0),
                row.getString(1),
                Shingles.similarity(longs(row.<byte[]>getAs(2)), longs(row.<byte[]>getAs(3))));
        return candidates
                .join(sketches.select(col(ID).as(LEFT), col(SHINGLES).as(LEFT_SHINGLES)), LEFT)
                .join(sketches.select(col(ID).as(RIGHT), col(SHINGLES).as(RIGHT_SHINGLES)), RIGHT)
                .select(LEFT, RIGHT, LEFT_SHINGLES, RIGHT_SHINGLES)
                .map(compare, Encoders.row(EDGE))
                .filter(col(SIMILARITY).geq(minSimilarity));
    }

    private static byte[] bytes(long[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
        buffer.asLongBuffer().put(values);
        return buffer.array();
    }

    private static long[] longs(byte[] bytes) {
        long[] values = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(values);
        return values;
    }
}
