package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KEY;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.NUMBER;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.dedup.substring.SubstringsConfig;
import io.bloomery.data.dedup.substring.WordRuns;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Takes out runs of words that occur more than once, exactly: first the anchors that occur twice are looked for, which are
 * few, then the runs around these.
 */
record SubstringCut(SubstringsConfig config) implements Cut {

    private static final String ANCHORS = "anchors";
    private static final String FIRST = "first";
    private static final String OCCURRENCES = "occurrences";
    private static final String RUNS = "runs";
    private static final String OWN_FIRST = "own_first";
    private static final String UNKNOWN = "unknown";
    private static final int NONE = -1;

    private static final StructType ANCHOR =
            new StructType().add(ID, "string", false).add(KEY, "long", false);
    private static final StructType RUN = new StructType()
            .add(KEY, "long", false)
            .add(UNKNOWN, "boolean", false)
            .add(ID, "string", false)
            .add(NUMBER, "int", false);

    @Override
    public String rule() {
        return "repeated-substrings";
    }

    @Override
    public Dataset<Row> of(Dataset<Row> texts, WorkTables work) {
        Dataset<Row> runs = work.saved("runs", runs(texts, repeatedAnchors(texts, work)));
        Column place = struct(col(UNKNOWN), col(ID), col(NUMBER));
        Dataset<Row> repeated = work.saved(
                "repeated-runs",
                runs.groupBy(KEY)
                        .agg(min(place).as(FIRST), count(lit(1)).as(OCCURRENCES))
                        .filter(col(OCCURRENCES).gt(1))
                        .select(KEY, FIRST));
        Dataset<Row> copies = runs.join(repeated, KEY).filter(col(UNKNOWN));
        Column ownFirst = when(
                        col(FIRST + "." + ID).equalTo(col(ID)).and(col(FIRST + "." + UNKNOWN)),
                        col(FIRST + "." + NUMBER))
                .otherwise(NONE);
        Dataset<Row> cut = config.keepFirst()
                ? copies.filter(not(place.equalTo(col(FIRST)))).withColumn(OWN_FIRST, ownFirst)
                : copies.withColumn(OWN_FIRST, lit(NONE));
        Dataset<Row> places = cut.groupBy(ID)
                .agg(collect_list(struct(col(NUMBER), col(OWN_FIRST))).as(RUNS));
        SubstringsConfig shipped = config;
        MapFunction<Row, Row> without = row -> changed(row, shipped);
        return texts.filter(not(col(KNOWN))).select(ID, TEXT).join(places, ID).map(without, Encoders.row(CHANGED));
    }

    private Dataset<Row> repeatedAnchors(Dataset<Row> texts, WorkTables work) {
        int length = config.minWords();
        FlatMapFunction<Row, Row> anchors = row -> LongStream.of(new WordRuns(row.getString(1), length).anchors())
                .mapToObj(anchor -> RowFactory.create(row.getString(0), anchor))
                .iterator();
        Dataset<Row> all = texts.select(ID, TEXT).flatMap(anchors, Encoders.row(ANCHOR));
        Dataset<Row> repeated = all.groupBy(KEY)
                .agg(count(lit(1)).as(OCCURRENCES))
                .filter(col(OCCURRENCES).gt(1));
        return work.saved(
                ANCHORS,
                all.join(repeated, KEY).groupBy(ID).agg(collect_set(KEY).as(ANCHORS)));
    }

    private Dataset<Row> runs(Dataset<Row> texts, Dataset<Row> anchors) {
        int length = config.minWords();
        FlatMapFunction<Row, Row> around = row -> {
            WordRuns runs = new WordRuns(row.getString(2), length);
            long[] repeated = row.<Long>getList(3).stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            return runs.placesAround(anchor -> Arrays.binarySearch(repeated, anchor) >= 0).stream()
                    .mapToObj(place -> RowFactory.create(runs.run(place), !row.getBoolean(1), row.getString(0), place))
                    .iterator();
        };
        return texts.select(ID, KNOWN, TEXT).join(anchors, ID).flatMap(around, Encoders.row(RUN));
    }

    private static Row changed(Row row, SubstringsConfig config) {
        String text = row.getString(1);
        WordRuns runs = new WordRuns(text, config.minWords());
        BitSet covered = new BitSet();
        List<Row> places = row.getList(2);
        for (Row place : places) {
            int start = place.getInt(0);
            int kept = place.getInt(1) < 0 ? 0 : place.getInt(1) + config.minWords();
            covered.set(Math.max(start, Math.min(kept, start + config.minWords())), start + config.minWords());
        }
        boolean enough = runs.words() - covered.cardinality() >= Math.max(1, config.minLeftWords());
        double share = runs.words() == 0 ? 0 : (double) covered.cardinality() / runs.words();
        String left = covered.isEmpty() ? text : enough ? runs.without(covered) : "";
        return RowFactory.create(row.getString(0), left, share, 0.0);
    }
}
