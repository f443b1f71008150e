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
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;

import io.bloomery.data.dedup.MinHashSettings;
import io.bloomery.data.dedup.NeighbourPairs;
import io.bloomery.data.dedup.Pairs;
import io.bloomery.data.dedup.Shingles;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
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
 * <p>In a bucket of up to {@value #MAX_COMPARED} texts all are compared. In a larger one, a crowd, each is compared with the
 * one of the smallest id; those that are not like it are put in order by the keys that they share, and compared with their
 * neighbours. So a bucket of a million near-duplicates costs a million comparisons, one of a million texts that share a
 * template nine million, and neither their square. Only texts that met another one are read a second time.
 */
final class NearDuplicates {

    static final int MAX_COMPARED = 64;

    private static final String SHINGLES = "shingles";
    private static final String SIZE = "size";
    private static final String MEMBERS = "members";
    private static final String ORDER = "order";

    /** The first four keys in an order that each bucket has of its own: MinHash again, of the keys. */
    private static final String SHARED_KEYS_FIRST =
            "slice(array_sort(transform(keys, other -> xxhash64(other, key))), 1, 4)";

    private static final String LEFT_SHINGLES = "left_shingles";
    private static final String RIGHT_SHINGLES = "right_shingles";

    private static final StructType PAIR =
            new StructType().add(LEFT, DataTypes.StringType, false).add(RIGHT, DataTypes.StringType, false);

    private static final StructType SKETCH =
            new StructType().add(ID, DataTypes.StringType, false).add(SHINGLES, DataTypes.BinaryType, false);

    static final StructType EDGE = PAIR.add(SIMILARITY, DataTypes.DoubleType, false);

    private static final StructType MEETING = PAIR.add(KEY, DataTypes.LongType, true);

    private NearDuplicates() {}

    /**
     * The meetings of documents that share a key; {@code keyed} has an id and keys. The left id is the smaller one. Key is
     * that of the bucket where it is crowded, and then the left id is the smallest one in it; else null.
     */
    static Dataset<Row> meetings(Dataset<Row> keyed, int keysPerPass, int keys, WorkTables work) {
        Dataset<Row> all = keyed.sparkSession().createDataFrame(List.of(), MEETING);
        for (int from = 1; from <= keys; from += keysPerPass) {
            Dataset<Row> some =
                    keyed.select(col(ID), slice(col(KEYS), from, keysPerPass).as(KEYS));
            all = all.union(work.saved("meetings-" + from, meetings(some)));
        }
        return all;
    }

    private static Dataset<Row> meetings(Dataset<Row> keyed) {
        Dataset<Row> keys = keyed.select(col(ID), explode(col(KEYS)).as(KEY));
        Dataset<Row> buckets = keys.groupBy(KEY)
                .agg(min(ID).as(LEFT), count(lit(1)).as(SIZE))
                .filter(col(SIZE).gt(1));
        Dataset<Row> members = keys.join(buckets, KEY);
        Dataset<Row> crowds = members.filter(col(SIZE).gt(MAX_COMPARED).and(col(ID).notEqual(col(LEFT))))
                .select(col(LEFT), col(ID).as(RIGHT), col(KEY));
        FlatMapFunction<Row, Row> allPairs = row -> Pairs.of(row.<String>getList(0)).stream()
                .map(pair -> RowFactory.create(pair.left(), pair.right(), null))
                .iterator();
        Dataset<Row> small = members.filter(col(SIZE).leq(MAX_COMPARED))
                .groupBy(KEY)
                .agg(collect_list(ID).as(MEMBERS))
                .select(MEMBERS)
                .flatMap(allPairs, Encoders.row(MEETING));
        return crowds.union(small);
    }

    /** Each pair that met once. */
    static Dataset<Row> candidates(Dataset<Row> meetings, WorkTables work) {
        return work.saved("candidates", meetings.select(LEFT, RIGHT).distinct());
    }

    /**
     * Further pairs: texts of a crowd that are not like the one they were compared with, by {@code edges}, next to each
     * other in an order in which texts that share more keys are closer.
     */
    static Dataset<Row> neighbours(
            Dataset<Row> meetings, Dataset<Row> candidates, Dataset<Row> edges, Dataset<Row> keyed, WorkTables work) {
        String[] pair = {LEFT, RIGHT};
        Dataset<Row> alone = meetings.filter(col(KEY).isNotNull())
                .join(edges.select(LEFT, RIGHT), pair, "left_anti")
                .select(col(RIGHT).as(ID), col(KEY));
        MapPartitionsFunction<Row, Row> pairs = rows -> {
            NeighbourPairs neighbours = new NeighbourPairs();
            Iterable<Row> once = () -> rows;
            return StreamSupport.stream(once.spliterator(), false)
                    .flatMap(row -> neighbours.next(row.getLong(0), row.getString(1)).stream())
                    .map(met -> RowFactory.create(met.left(), met.right()))
                    .iterator();
        };
        Dataset<Row> met = alone.join(keyed.select(ID, KEYS), ID)
                .select(col(KEY), col(ID), expr(SHARED_KEYS_FIRST).as(ORDER))
                .repartition(col(KEY))
                .sortWithinPartitions(KEY, ORDER, ID)
                .select(KEY, ID)
                .mapPartitions(pairs, Encoders.row(PAIR));
        return work.saved("neighbours", met.distinct().join(candidates, pair, "left_anti"));
    }

    /** The pairs whose texts are alike enough; {@code texts} have an id and a text, {@code name} is the round's. */
    static Dataset<Row> verified(
            String name, Dataset<Row> candidates, Dataset<Row> texts, MinHashSettings settings, WorkTables work) {
        Dataset<Row> met = candidates
                .select(col(LEFT).as(ID))
                .union(candidates.select(col(RIGHT).as(ID)))
                .distinct();
        MapFunction<Row, Row> sketch =
                row -> RowFactory.create(row.getString(0), bytes(settings.shingles(row.getString(1))));
        Dataset<Row> sketches = work.saved(
                "sketches-" + name, texts.select(ID, TEXT).join(met, ID).map(sketch, Encoders.row(SKETCH)));
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
        return work.saved("edges-" + name, compared);
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
