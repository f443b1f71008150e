package io.bloomery.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.bloomery.data.report.Bins;
import io.bloomery.data.report.DocumentSample;
import io.bloomery.data.report.Histogram;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Draws documents to read and counts clusters; what comes back to the driver is bounded, whatever the size of the corpus.
 *
 * <p>Documents are drawn by a hash of their id: as good as at random, and the same in every run.
 */
final class CorpusSurvey {

    private static final Bins MEMBERS = Bins.logarithmic(0, 6);
    private static final int SAMPLE_CHARACTERS = 2_000;
    private static final String ORDER = "order";
    private static final String DRAWN = "drawn";
    private static final String ID = "id";
    private static final String RULE = "reject_rule";

    private final SparkSession spark;
    private final int samples;

    CorpusSurvey(SparkSession spark, int samples) {
        this.spark = spark;
        this.samples = samples;
    }

    Histogram clusterSizes(PublishedTable clusters) {
        List<Row> counts = TableRows.of(spark, clusters)
                .groupBy("cluster_id")
                .agg(count(lit(1)).as("members"))
                .select(bin(col("members"), MEMBERS).as("bin"))
                .groupBy("bin")
                .agg(count(lit(1)))
                .collectAsList();
        return histogram("Clusters of duplicates", "documents in the cluster", MEMBERS, counts);
    }

    List<DocumentSample> kept(PublishedTable documents) {
        String stage = documents.manifest().stage();
        return beginnings(documents, ID)
                .orderBy(DRAWN, ID)
                .limit(samples)
                .select("url", "text")
                .collectAsList()
                .stream()
                .map(row -> DocumentSample.kept(stage, row.getString(0), row.getString(1)))
                .toList();
    }

    /** A few documents for each rule. */
    List<DocumentSample> dropped(PublishedTable rejects) {
        Column order = row_number().over(Window.partitionBy(RULE).orderBy(DRAWN, ID, "reject_value"));
        return beginnings(rejects, ID, "reject_stage", RULE, "reject_value", "reject_threshold")
                .withColumn(ORDER, order)
                .filter(col(ORDER).leq(samples))
                .orderBy(RULE, ORDER)
                .select(
                        col("reject_stage"),
                        col(RULE),
                        col("reject_value").cast("double"),
                        col("reject_threshold").cast("double"),
                        col("url"),
                        col("text"))
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

    /** Only the beginnings of texts take part in sorting. */
    private Dataset<Row> beginnings(PublishedTable table, String... columns) {
        List<Column> selected = new ArrayList<>();
        for (String column : columns) {
            selected.add(col(column));
        }
        selected.add(col("url"));
        selected.add(substring(col("text"), 1, SAMPLE_CHARACTERS).as("text"));
        selected.add(xxhash64(col(ID)).as(DRAWN));
        return TableRows.of(spark, table).select(selected.toArray(Column[]::new));
    }

    /** The index of the bin of a value, as {@link Bins#indexOf} computes it. */
    static Column bin(Column value, Bins bins) {
        Column index = lit(0);
        for (int i = 1; i < bins.count(); i++) {
            index = when(value.geq(bins.bounds().get(i)), lit(i)).otherwise(index);
        }
        return index;
    }

    private static Histogram histogram(String title, String unit, Bins bins, List<Row> counts) {
        long[] byBin = new long[bins.count()];
        for (Row row : counts) {
            byBin[row.getInt(0)] += row.getLong(1);
        }
        List<Long> boxed = new ArrayList<>();
        for (long count : byBin) {
            boxed.add(count);
        }
        return new Histogram(title, unit, bins, boxed);
    }
}
