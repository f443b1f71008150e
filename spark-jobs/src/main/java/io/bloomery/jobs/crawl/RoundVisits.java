package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
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
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The Spark job that visits what a round has planned: all URLs of a host in one task, so that no host is ever asked twice
 * at a time, and as many tasks as can run at once, so that no host waits for a task to begin.
 */
final class RoundVisits {

    private static final String HOST_OF_TASK = "of_task_host";
    private static final String TASK = "task";
    private static final StructType ASSIGNMENT =
            new StructType().add(HOST_OF_TASK, DataTypes.StringType, false).add(TASK, DataTypes.IntegerType, false);

    private final CrawlConfig config;
    private final StageContext context;
    private final RoundFolder folder;

    RoundVisits(CrawlConfig config, StageContext context, RoundFolder folder) {
        this.config = config;
        this.context = context;
        this.folder = folder;
    }

    /**
     * Visits URLs; returns when all visits are over and their segments finished.
     *
     * @param urls of {@link RoundPlan}
     * @param hosts what is known by now
     */
    void run(Dataset<Row> urls, Dataset<Row> hosts, int round) throws IOException {
        Dataset<Row> assigned = assigned(urls, hosts);
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
        assigned.groupBy(col(FrontierTable.HOST).as(HOST_OF_TASK), col(TASK))
                .agg(sort_array(collect_list(struct(facts))).as(RoundPlan.URLS))
                .join(hosts, col(HOST_OF_TASK).equalTo(hosts.col(HostTable.HOST)), "left_outer")
                .withColumn(HostTable.HOST, col(HOST_OF_TASK))
                .repartition(tasks, col(TASK))
                .toJavaRDD()
                .foreachPartition(task);
    }

    /** The URLs with the task of their host; the driver sees the hosts of the round, and no URL. */
    private Dataset<Row> assigned(Dataset<Row> urls, Dataset<Row> hosts) {
        int tasks = context.spark().sparkContext().defaultParallelism();
        Dataset<Row> sizes =
                urls.groupBy(col(FrontierTable.HOST).as(HOST_OF_TASK)).agg(count(lit(1)));
        List<Row> counted = sizes.join(
                        hosts.select(HostTable.HOST, HostTable.DELAY),
                        col(HOST_OF_TASK).equalTo(col(HostTable.HOST)),
                        "left_outer")
                .select(col(HOST_OF_TASK), col("count(1)"), coalesce(col(HostTable.DELAY), lit(0L)))
                .collectAsList();
        long least = Math.max(1, config.politeness().minDelay().toMillis());
        List<TaskShares.Load> loads = counted.stream()
                .map(row -> new TaskShares.Load(
                        row.getString(0), (double) row.getLong(1) * Math.max(least, row.getLong(2))))
                .toList();
        int[] keys = TaskShares.keys(tasks);
        List<Row> assignment = new ArrayList<>();
        for (Map.Entry<String, Integer> host : TaskShares.deal(loads, tasks).entrySet()) {
            assignment.add(RowFactory.create(host.getKey(), keys[host.getValue()]));
        }
        Dataset<Row> taskOf = context.spark().createDataFrame(assignment, ASSIGNMENT);
        return urls.join(broadcast(taskOf), col(FrontierTable.HOST).equalTo(col(HOST_OF_TASK)))
                .drop(HOST_OF_TASK);
    }
}
