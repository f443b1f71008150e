package io.bloomery.jobs.dedup;

import static io.bloomery.jobs.dedup.Columns.ID;
import static io.bloomery.jobs.dedup.Columns.KEY;
import static io.bloomery.jobs.dedup.Columns.KNOWN;
import static io.bloomery.jobs.dedup.Columns.LANGUAGE;
import static io.bloomery.jobs.dedup.Columns.NUMBER;
import static io.bloomery.jobs.dedup.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.bloomery.data.dedup.passage.Passages;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Takes out passages that occur more than once; the first copy, in known documents first and then in the order of ids and
 * places, may stay.
 */
record PassageCut(String rule, Passages passages, boolean keepFirst) implements Cut {

    private static final String FIRST = "first";
    private static final String OCCURRENCES = "occurrences";
    private static final String NUMBERS = "numbers";
    private static final String UNKNOWN = "unknown";

    private static final StructType OCCURRENCE = new StructType()
            .add(KEY, "long", false)
            .add(UNKNOWN, "boolean", false)
            .add(ID, "string", false)
            .add(NUMBER, "int", false);

    @Override
    public Dataset<Row> of(Dataset<Row> texts, WorkTables work) {
        Passages shipped = passages;
        FlatMapFunction<Row, Row> occurrences = row -> shipped.of(row.getString(3), row.getString(2)).stream()
                .map(passage ->
                        RowFactory.create(passage.key(), !row.getBoolean(1), row.getString(0), passage.number()))
                .iterator();
        Dataset<Row> all = texts.select(ID, KNOWN, LANGUAGE, TEXT).flatMap(occurrences, Encoders.row(OCCURRENCE));
        Column place = struct(col(UNKNOWN), col(ID), col(NUMBER));
        Dataset<Row> repeated = work.saved(
                "repeated-" + rule,
                all.groupBy(KEY)
                        .agg(min(place).as(FIRST), count(lit(1)).as(OCCURRENCES))
                        .filter(col(OCCURRENCES).gt(1))
                        .select(KEY, FIRST));
        Dataset<Row> copies = all.join(repeated, KEY).filter(col(UNKNOWN));
        Dataset<Row> numbers = (keepFirst ? copies.filter(not(place.equalTo(col(FIRST)))) : copies)
                .groupBy(ID)
                .agg(collect_list(NUMBER).as(NUMBERS));
        MapFunction<Row, Row> cut = row -> changed(row, shipped);
        return texts.filter(not(col(KNOWN)))
                .select(ID, TEXT, LANGUAGE)
                .join(numbers, ID)
                .map(cut, Encoders.row(CHANGED));
    }

    private static Row changed(Row row, Passages passages) {
        List<Integer> numbers = row.getList(3);
        BitSet duplicates = new BitSet();
        numbers.forEach(duplicates::set);
        String text = row.getString(1);
        String left = passages.without(text, row.getString(2), duplicates);
        double share = text.isEmpty() ? 0 : 1 - (double) left.length() / text.length();
        return RowFactory.create(row.getString(0), left, share, 0.0);
    }
}
