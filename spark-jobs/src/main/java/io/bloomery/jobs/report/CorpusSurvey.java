package io.bloomery.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.report.Bins;
import io.bloomery.data.report.DocumentSample;
import io.bloomery.data.report.Histogram;
import io.bloomery.data.report.Ranking;
import io.bloomery.data.report.Share;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** Measures document tables for a report; what comes back to the driver is bounded, whatever the size of the corpus. */
final class CorpusSurvey {

    private static final Bins CHARACTERS = Bins.logarithmic(0, 7);
    private static final Bins WORDS = Bins.logarithmic(0, 6);
    private static final Bins SCORES = Bins.linear(0, 1, 20);
    private static final Bins MEMBERS = Bins.logarithmic(0, 6);
    private static final int MAX_LABELS = 12;
    private static final int SAMPLES_PER_RULE = 3;
    private static final int KEPT_SAMPLES = 5;
    private static final int SAMPLE_CHARACTERS = 2_000;

    private final SparkSession spark;

    CorpusSurvey(SparkSession spark) {
        this.spark = spark;
    }

    /** Lengths and language scores, in one pass over the table. */
    List<Histogram> shape(PublishedTable documents) {
        Dataset<Row> binned = rows(documents)
                .select(
                        bin(length(col("text")), CHARACTERS).as("characters"),
                        bin(size(split(trim(col("text")), "\\s+")), WORDS).as("words"),
                        bin(col("language_score"), SCORES).as("score"))
                .groupBy("characters", "words", "score")
                .agg(count(lit(1)));
        List<Row> counts = binned.collectAsList(); // at most one row for each combination of bins
        return List.of(
                histogram("Length in characters", "characters", CHARACTERS, counts, 0),
                histogram("Length in words", "words between spaces", WORDS, counts, 1),
                histogram("Language score", "how sure the language is", SCORES, counts, 2));
    }

    Histogram clusterSizes(PublishedTable clusters) {
        List<Row> counts = rows(clusters)
                .groupBy("cluster_id")
                .agg(count(lit(1)).as("members"))
                .select(bin(col("members"), MEMBERS).as("bin"))
                .groupBy("bin")
                .agg(count(lit(1)))
                .collectAsList();
        return histogram("Clusters of duplicates", "documents in the cluster", MEMBERS, counts, 0);
    }

    List<Ranking> mix(PublishedTable documents) {
        return List.of(ranking("Languages", documents, "language"), ranking("Hosts", documents, "host"));
    }

    /** The first documents by id, which is a hash: as good as drawn, and the same in every run. */
    List<DocumentSample> kept(PublishedTable documents) {
        String stage = documents.manifest().stage();
        return rows(documents)
                .orderBy("id")
                .limit(KEPT_SAMPLES)
                .select(col("url"), beginning())
                .collectAsList()
                .stream()
                .map(row -> DocumentSample.kept(stage, row.getString(0), row.getString(1)))
                .toList();
    }

    /** A few documents for each rule. */
    List<DocumentSample> dropped(PublishedTable rejects) {
        Column order = row_number().over(Window.partitionBy("reject_rule").orderBy("id"));
        return rows(rejects)
                .withColumn("order", order)
                .filter(col("order").leq(SAMPLES_PER_RULE))
                .orderBy("reject_rule", "order")
                .select(
                        col("reject_stage"),
                        col("reject_rule"),
                        col("reject_value").cast("double"),
                        col("reject_threshold").cast("double"),
                        col("url"),
                        beginning())
                .collectAsList()
                .stream()
                .map(row -> new DocumentSample(
                        row.getString(0),
                        row.getString(1),
                        row.getDouble(2),
                        row.getDouble(3),
                        row.getString(4),
                        row.getString(5)))
                .toList();
    }

    private Ranking ranking(String title, PublishedTable documents, String column) {
        List<Share> shares = rows(documents)
                .groupBy(column)
                .agg(count(lit(1)).as("documents"))
                .orderBy(col("documents").desc(), col(column))
                .limit(MAX_LABELS)
                .collectAsList()
                .stream()
                .map(row -> new Share(row.getString(0).isEmpty() ? "none" : row.getString(0), row.getLong(1)))
                .toList();
        return new Ranking(title, shares, documents.manifest().rows());
    }

    private static Column beginning() {
        return substring(col("text"), 1, SAMPLE_CHARACTERS);
    }

    /** The index of the bin of a value, as {@link Bins#indexOf} computes it. */
    static Column bin(Column value, Bins bins) {
        Column index = lit(0);
        for (int i = 1; i < bins.count(); i++) {
            index = when(value.geq(bins.bounds().get(i)), lit(i)).otherwise(index);
        }
        return index;
    }

    private static Histogram histogram(String title, String unit, Bins bins, List<Row> counts, int column) {
        long[] byBin = new long[bins.count()];
        for (Row row : counts) {
            byBin[row.getInt(column)] += row.getLong(row.length() - 1);
        }
        List<Long> boxed = new ArrayList<>();
        for (long count : byBin) {
            boxed.add(count);
        }
        return new Histogram(title, unit, bins, boxed);
    }

    private Dataset<Row> rows(PublishedTable table) {
        return TableRows.of(spark, table);
    }
}
