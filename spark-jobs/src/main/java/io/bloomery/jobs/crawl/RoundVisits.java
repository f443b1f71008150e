package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.HostPlan;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.table.FrontierTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The Spark job that visits what a round has planned: all URLs of a host in one task, so that no host is ever asked twice
 * at a time, and as many tasks as can run at once, so that no host waits for a task to begin.
 */
final class RoundVisits {

    private static final String TASK = "task";
    private static final String OPEN = "open";
    private static final StructType ASSIGNMENT = new StructType()
            .add(FrontierTable.HOST, DataTypes.StringType, false)
            .add(TASK, DataTypes.IntegerType, false)
            .add(VisitTask.MOST, DataTypes.LongType, false)
            .add(OPEN, DataTypes.BooleanType, false);

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
     * Visits; returns when all visits are over and their segments finished.
     *
     * @param plan rows of {@link RoundPlan#SCHEMA}
     * @param loads of the hosts of the plan
     * @param hosts what is known of them by now
     * @param frontier columns {@link FrontierTable#URL} and {@link FrontierTable#HOST} of the frontier
     * @param done as {@link RoundJournal#done} gives it
     */
    void run(Dataset<Row> plan, RoundLoads loads, Dataset<Row> hosts, Dataset<Row> frontier, Dataset<Row> done)
            throws IOException {
        int tasks = context.spark().sparkContext().defaultParallelism();
        VisitTask task = new VisitTask(
                config,
                folder.visits(),
                new VisitTask.Launch(round, folder.nextLaunch(context.store()), loads.time()),
                new SerializableConfiguration(context.fileSystem().getConf()));
        context.fileSystem().mkdirs(folder.visits());
        Column[] facts = Stream.concat(Stream.of(RoundPlan.RANK), Arrays.stream(FrontierTable.SCHEMA.fieldNames()))
                .map(functions::col)
                .toArray(Column[]::new);
        Dataset<Row> assignment = broadcast(assignment(plan.sparkSession(), loads, tasks));
        Dataset<Row> urls = plan.groupBy(FrontierTable.HOST)
                .agg(sort_array(collect_list(struct(facts))).as(RoundPlan.URLS));
        of(of(of(urls, hosts), known(frontier, assignment)), done)
                .join(assignment, FrontierTable.HOST)
                .repartition(tasks, col(TASK))
                .toJavaRDD()
                .foreachPartition(task);
    }

    /** Rows by host with more columns, null where there is nothing about the host. */
    private static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> more) {
        return rows.join(more, FrontierTable.HOST, "left_outer");
    }

    /** Fingerprints of the URLs of hosts that may be asked for more than is planned. */
    private static Dataset<Row> known(Dataset<Row> frontier, Dataset<Row> assignment) {
        UDF1<String, Long> fingerprint = HostPlan::fingerprint;
        Dataset<Row> open = assignment.filter(col(OPEN)).select(FrontierTable.HOST);
        return frontier.join(open, FrontierTable.HOST)
                .groupBy(FrontierTable.HOST)
                .agg(collect_list(udf(fingerprint, DataTypes.LongType).apply(col(FrontierTable.URL)))
                        .as(VisitTask.KNOWN));
    }

    /** The task and the share of each host. */
    private static Dataset<Row> assignment(SparkSession spark, RoundLoads loads, int tasks) {
        int[] keys = TaskShares.keys(tasks);
        Map<String, Integer> dealt = TaskShares.deal(loads.weighed(), tasks);
        List<Row> assignment = loads.hosts().stream()
                .map(load -> RowFactory.create(load.host(), keys[dealt.get(load.host())], load.most(), load.isOpen()))
                .toList();
        return spark.createDataFrame(assignment, ASSIGNMENT);
    }
}
