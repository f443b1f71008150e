package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KEY;
import static io.bloomery.jobs.dedup.Columns.KEYS;
import static io.bloomery.jobs.dedup.Columns.LEFT;
import static io.bloomery.jobs.dedup.Columns.RIGHT;
import static io.bloomery.jobs.dedup.Columns.SIMILARITY;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;

import io.bloomery.data.dedup.MinHashSettings;
import io.bloomery.data.dedup.Pairs;
import io.bloomery.data.dedup.Shingles;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
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
 * the smallest id only, so that a bucket of a million costs a million comparisons and not their square. Only texts that met
 * another one are read a second time.
 */
final class NearDuplicates {

    static final int MAX_COMPARED = 64;

    private static final String SHINGLES = "shingles";
    private static final String SIZE = "size";
    private static final String MEMBERS = "members";
    private static final String LEFT_SHINGLES = "left_shingles";
    private static final String RIGHT_SHINGLES = "right_shingles";

    private static final StructType PAIR =
            new StructType().add(LEFT, DataTypes.StringType, false).add(RIGHT, DataTypes.StringType, false);

    private static final StructType SKETCH =
            new StructType().add(ID, DataTypes.StringType, false).add(SHINGLES, DataTypes.BinaryType, false);

    static final StructType EDGE = PAIR.add(SIMILARITY, DataTypes.DoubleType, false);

    private NearDuplicates() {}

    /** The pairs that share a key; {@code keyed} has an id and keys. The left id of a pair is the smaller one. */
    static Dataset<Row> candidates(Dataset<Row> keyed, int keysPerPass, int keys, WorkTables work) {
        Dataset<Row> pairs =
                pairs(keyed.select(col(ID), slice(col(KEYS), 1, keysPerPass).as(KEYS)));
        for (int from = 1 + keysPerPass; from <= keys; from += keysPerPass) {
            Dataset<Row> before = work.saved("candidates-" + from, pairs);
            pairs = before.union(pairs(
                    keyed.select(col(ID), slice(col(KEYS), from, keysPerPass).as(KEYS))));
        }
        return work.saved("candidates", pairs.distinct());
    }

    private static Dataset<Row> pairs(Dataset<Row> keyed) {
        Dataset<Row> keys = keyed.select(col(ID), explode(col(KEYS)).as(KEY));
        Dataset<Row> buckets = keys.groupBy(KEY)
                .agg(min(ID).as(LEFT), count(lit(1)).as(SIZE))
                .filter(col(SIZE).gt(1));
        Dataset<Row> members = keys.join(buckets, KEY);
        Dataset<Row> star = members.filter(col(SIZE).gt(MAX_COMPARED).and(col(ID).notEqual(col(LEFT))))
                .select(col(LEFT), col(ID).as(RIGHT));
        FlatMapFunction<Row, Row> allPairs = row -> Pairs.of(row.<String>getList(0)).stream()
                .map(pair -> RowFactory.create(pair.left(), pair.right()))
                .iterator();
        Dataset<Row> small = members.filter(col(SIZE).leq(MAX_COMPARED))
                .groupBy(KEY)
                .agg(collect_list(ID).as(MEMBERS))
                .select(MEMBERS)
                .flatMap(allPairs, Encoders.row(PAIR));
        return star.union(small);
    }

    /** The pairs whose texts are alike enough; {@code texts} have an id and a text. */
    static Dataset<Row> verified(
            Dataset<Row> candidates, Dataset<Row> texts, MinHashSettings settings, WorkTables work) {
        Dataset<Row> met = candidates
                .select(col(LEFT).as(ID))
                .union(candidates.select(col(RIGHT).as(ID)))
                .distinct();
        MapFunction<Row, Row> sketch =
                row -> RowFactory.create(row.getString(0), bytes(settings.shingles(row.getString(1))));
        Dataset<Row> sketches =
                work.saved("sketches", texts.select(ID, TEXT).join(met, ID).map(sketch, Encoders.row(SKETCH)));
        MapFunction<Row, Row> compare = row -> RowFactory.create(
                row.getString(0),
                row.getString(1),
                Shingles.similarity(longs(row.<byte[]>getAs(2)), longs(row.<byte[]>getAs(3))));
        Dataset<Row> compared = candidates
                .join(sketches.select(col(ID).as(LEFT), col(SHINGLES).as(LEFT_SHINGLES)), LEFT)
                .join(sketches.select(col(ID).as(RIGHT), col(SHINGLES).as(RIGHT_SHINGLES)), RIGHT)
                .select(LEFT, RIGHT, LEFT_SHINGLES, RIGHT_SHINGLES)
                .map(compare, Encoders.row(EDGE))
                .filter(col(SIMILARITY).geq(settings.minSimilarity()));
        return work.saved("edges", compared);
    }

    static Dataset<Row> none(Dataset<Row> any) {
        return any.sparkSession().createDataFrame(List.of(), EDGE);
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
