package io.bloomery.jobs.survey;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.TableSurvey;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.Manifest;
import io.bloomery.jobs.storage.PublishedTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Measures the tables of a stage with Spark: two passes over the numbers, one over each column of labels.
 *
 * <p>What comes back to the driver is bounded, whatever the size of the tables: a few thousand counts for each number, and
 * the {@value #MAX_LABELS} most frequent labels. The same tables give the same survey, however they are split.
 */
final class TableSurveyor {

    private static final int MAX_LABELS = 1_000;
    private static final List<String> NUMBERS = List.of("text", "language_score", "token_count", "signals");
    private static final List<String> NUMBERS_OF_A_COPY = List.of("text", "language_score", "token_count");
    private static final List<String> LABELS = List.of("language", "host", "source", "license");

    private final SparkSession spark;

    TableSurveyor(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Measures what a stage left.
     *
     * @param documents what it kept
     * @param rejects what it dropped, where it has such a table
     */
    TableSurvey of(PublishedTable documents, Optional<PublishedTable> rejects) {
        Manifest manifest = documents.manifest();
        List<String> numbers = manifest.stage().equals("clean") ? NUMBERS : NUMBERS_OF_A_COPY;
        SortedMap<String, SortedMap<String, Long>> shares = new TreeMap<>();
        for (String label : LABELS) {
            if (has(documents, label)) {
                shares.put(label, shares(documents, label));
            }
        }
        return new TableSurvey(
                manifest.stage(),
                documents.fingerprint(),
                manifest.runId(),
                manifest.created(),
                manifest.counters().in(),
                manifest.counters().out(),
                sketches(documents, numbers),
                rejects.map(table -> sketches(table, numbers)).orElseGet(TreeMap::new),
                shares);
    }

    private SortedMap<String, Sketch> sketches(PublishedTable table, List<String> numbers) {
        Column[] columns = numbers.stream()
                .filter(name -> has(table, name))
                .map(functions::col)
                .toArray(Column[]::new);
        List<Row> cells = TableRows.of(spark, table)
                .select(columns)
                .mapPartitions(new Tally(), Encoders.row(Tally.SCHEMA))
                .groupBy(Tally.NAME, Tally.BUCKET)
                .agg(sum(Tally.COUNT), sum(Tally.SUM), min(Tally.MIN), max(Tally.MAX))
                .orderBy(Tally.NAME, Tally.BUCKET)
                .collectAsList();
        SortedMap<String, Sketch> sketches = new TreeMap<>();
        for (int from = 0, to = 0; from < cells.size(); from = to) {
            String name = cells.get(from).getString(0);
            while (to < cells.size() && cells.get(to).getString(0).equals(name)) {
                to++;
            }
            sketches.put(name, sketch(cells.subList(from, to)));
        }
        return sketches;
    }

    private static Sketch sketch(List<Row> cells) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        cells.forEach(cell -> counts.put(cell.getInt(1), cell.getLong(2)));
        double count =
                (double) cells.stream().mapToLong(cell -> cell.getLong(2)).sum();
        return new Sketch(
                counts,
                cells.stream().mapToDouble(cell -> cell.getDouble(4)).min().orElse(0),
                cells.stream().mapToDouble(cell -> cell.getDouble(5)).max().orElse(0),
                cells.stream().mapToDouble(cell -> cell.getDouble(3)).sum() / count);
    }

    private SortedMap<String, Long> shares(PublishedTable documents, String column) {
        Dataset<Row> counts = TableRows.of(spark, documents)
                .groupBy(coalesce(col(column), lit("")).as(column))
                .agg(count(lit(1)).as(Tally.COUNT))
                .orderBy(col(Tally.COUNT).desc(), col(column))
                .limit(MAX_LABELS);
        SortedMap<String, Long> shares = new TreeMap<>();
        counts.collectAsList().forEach(row -> shares.put(row.getString(0), row.getLong(1)));
        return shares;
    }

    private static boolean has(PublishedTable table, String column) {
        return Arrays.asList(TableRows.schema(table).fieldNames()).contains(column);
    }
}
