package io.bloomery.jobs.survey;

import io.bloomery.data.survey.Buckets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts the numbers of the documents of a partition by bucket, so that a few rows for each number leave it.
 *
 * <p>Takes rows whose columns are a text, numbers, or structs of numbers; null and NaN count for nothing.
 */
final class Tally implements MapPartitionsFunction<Row, Row> {

    static final String NAME = "name";
    static final String BUCKET = "bucket";
    static final String COUNT = "count";
    static final String SUM = "sum";
    static final String MIN = "min";
    static final String MAX = "max";

    static final StructType SCHEMA = new StructType()
            .add(NAME, DataTypes.StringType, false)
            .add(BUCKET, DataTypes.IntegerType, false)
            .add(COUNT, DataTypes.LongType, false)
            .add(SUM, DataTypes.DoubleType, false)
            .add(MIN, DataTypes.DoubleType, false)
            .add(MAX, DataTypes.DoubleType, false);

    private static final long serialVersionUID = 1L;
    private static final String CHARACTERS = "characters";
    private static final String WORDS = "words";

    /** What fell into one bucket. */
    private static final class Cell {
        private long count;
        private double sum;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        void add(double value) {
            count++;
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Map<String, SortedMap<Integer, Cell>> cells = new LinkedHashMap<>();
        while (rows.hasNext()) {
            add(cells, rows.next());
        }
        List<Row> counted = new ArrayList<>();
        cells.forEach((name, buckets) -> buckets.forEach((bucket, cell) ->
                counted.add(RowFactory.create(name, bucket, cell.count, cell.sum, cell.min, cell.max))));
        return counted.iterator();
    }

    private static void add(Map<String, SortedMap<Integer, Cell>> cells, Row row) {
        String[] columns = row.schema().fieldNames();
        for (int i = 0; i < columns.length; i++) {
            Object value = row.get(i);
            if (value instanceof String text) {
                add(cells, CHARACTERS, text.codePointCount(0, text.length()));
                add(cells, WORDS, words(text));
            } else if (value instanceof Row struct) {
                add(cells, struct);
            } else if (value instanceof Number number) {
                add(cells, columns[i].replace('_', '-'), number.doubleValue());
            }
        }
    }

    private static void add(Map<String, SortedMap<Integer, Cell>> cells, String name, double value) {
        if (!Double.isNaN(value)) {
            cells.computeIfAbsent(name, unseen -> new TreeMap<>())
                    .computeIfAbsent(Buckets.of(value), unseen -> new Cell())
                    .add(value);
        }
    }

    /** Runs of characters that are no white space. */
    static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            words += !space && !inWord ? 1 : 0;
            inWord = !space;
        }
        return words;
    }
}
