package io.bloomery.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import com.sun.management.OperatingSystemMXBean;
import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.jobs.dedup.DedupeStage;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.run.TableRows;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.ClusterTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Removes duplicates from documents of which it is known which are, and compares; whole stages, tables and all. */
public final class DedupeBench {

    private static final double NANOS = 1e9;

    private final DedupeConfig config;
    private final StageRunner runner;
    private final Supplier<SparkSession> spark;

    /**
     * A bench of this configuration.
     *
     * @param runner makes the tables, under a root where nothing was measured before
     */
    public DedupeBench(DedupeConfig config, StageRunner runner, Supplier<SparkSession> spark) {
        this.config = config;
        this.runner = runner;
        this.spark = spark;
    }

    /** Plants documents and removes the duplicates; only the latter is measured. */
    public DedupeBenchResult run(PlantedSize size) throws IOException {
        PublishedTable planted = runner.run(new PlantedDocuments(size)).primary();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.gc();
        try (HeapWatch heap = new HeapWatch()) {
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            StageOutcome outcome = runner.run(new DedupeStage(config, planted, List.of()));
            double seconds = (System.nanoTime() - start) / NANOS;
            double cpuSeconds = (system.getProcessCpuTime() - cpu) / NANOS;
            return judged(planted, outcome, seconds, cpuSeconds, heap.peakBytes());
        }
    }

    private DedupeBenchResult judged(
            PublishedTable planted, StageOutcome outcome, double seconds, double cpuSeconds, long peak) {
        Dataset<Row> truth = TableRows.of(spark.get(), planted).select("id", PlantedDocuments.CLUSTER);
        Row counted = truth.agg(countDistinct(col(PlantedDocuments.CLUSTER))).first();
        long documents = planted.manifest().rows();
        long toGo = documents - counted.getLong(0);
        Dataset<Row> gone = TableRows.of(spark.get(), outcome.table(ClusterTable.NAME))
                .filter(col(ClusterTable.SURVIVOR).equalTo(false))
                .select(ClusterTable.DOCUMENT_ID, ClusterTable.CLUSTER_ID);
        Dataset<Row> survivors = truth.toDF(ClusterTable.CLUSTER_ID, "survivor_cluster");
        Dataset<Row> compared = gone.join(
                        truth.withColumnRenamed("id", ClusterTable.DOCUMENT_ID), ClusterTable.DOCUMENT_ID)
                .join(survivors, ClusterTable.CLUSTER_ID);
        long went = gone.count();
        long rightly = compared.filter(col(PlantedDocuments.CLUSTER).equalTo(col("survivor_cluster")))
                .count();
        Map<String, Double> metrics = outcome.primary().manifest().metrics();
        return new DedupeBenchResult(
                documents,
                seconds,
                cpuSeconds,
                toGo,
                toGo == 0 ? 1 : (double) rightly / toGo,
                went == 0 ? 1 : (double) rightly / went,
                metrics.get("pairs-compared"),
                metrics.get("false-alarm-share"),
                peak);
    }
}
