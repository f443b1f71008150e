package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The Spark job that visits what a round has planned: all URLs of a host in one task, so that no host is ever asked twice
 * at a time, and as many tasks as can run at once, so that no host waits for a task to begin.
 */
final class RoundVisits {

    private static final String PLANNED_HOST = "planned_host";
    private static final String ASSIGNED_HOST = "assigned_host";
    private static final String TASK = "task";
    private static final StructType ASSIGNMENT =
            new StructType().add(ASSIGNED_HOST, DataTypes.StringType, false).add(TASK, DataTypes.IntegerType, false);

    private final CrawlConfig config;
    private final StageContext context;
    private final RoundFolder folder;
    private final int round;

    RoundVisits(CrawlConfig config, StageContext context, RoundFolder folder, int round) {
        this.config = config;
        this.context = context;
        this.folder = folder;
        this.round = round;
    }

    /**
     * Visits URLs; returns when all visits are over and their segments finished.
     *
     * @param urls of {@link RoundPlan}
     * @param loads of these URLs
     * @param hosts what is known by now
     */
    void run(Dataset<Row> urls, RoundLoads loads, Dataset<Row> hosts) throws IOException {
        int tasks = context.spark().sparkContext().defaultParallelism();
        VisitTask task = new VisitTask(
                config,
                folder.visits(),
                round,
                folder.nextLaunch(context.store()),
                new SerializableConfiguration(context.fileSystem().getConf()));
        context.fileSystem().mkdirs(folder.visits());
        Column[] facts = Stream.concat(Stream.of(RoundPlan.RANK), Arrays.stream(FrontierTable.SCHEMA.fieldNames()))
                .map(functions::col)
                .toArray(Column[]::new);
        urls.groupBy(col(FrontierTable.HOST).as(PLANNED_HOST))
                .agg(sort_array(collect_list(struct(facts))).as(RoundPlan.URLS))
                .join(hosts, col(PLANNED_HOST).equalTo(hosts.col(HostTable.HOST)), "left_outer")
                .withColumn(HostTable.HOST, col(PLANNED_HOST))
                .join(
                        broadcast(assignment(urls.sparkSession(), loads, tasks)),
                        col(PLANNED_HOST).equalTo(col(ASSIGNED_HOST)))
                .repartition(tasks, col(TASK))
                .toJavaRDD()
                .foreachPartition(task);
    }

    /** The task of each host. */
    private static Dataset<Row> assignment(SparkSession spark, RoundLoads loads, int tasks) {
        int[] keys = TaskShares.keys(tasks);
        List<Row> assignment = new ArrayList<>();
        TaskShares.deal(loads.hosts(), tasks)
                .forEach((host, task) -> assignment.add(RowFactory.create(host, keys[task])));
        return spark.createDataFrame(assignment, ASSIGNMENT);
    }
}
