package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.bloomery.data.crawl.Politeness;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the hosts of a round have to answer, and how long that takes.
 *
 * @param urls of all hosts
 * @param hosts weighed by the time that their pauses take
 */
record RoundLoads(long urls, List<TaskShares.Load> hosts) {

    RoundLoads {
        hosts = List.copyOf(hosts);
    }

    /**
     * Counts; the driver sees the hosts, and no URL.
     *
     * @param plan rows of {@link RoundPlan#SCHEMA}
     */
    static RoundLoads of(Dataset<Row> plan, Politeness politeness) {
        long least = Math.max(1, politeness.minDelay().toMillis());
        List<Row> counted = plan.groupBy(FrontierTable.HOST)
                .agg(count(lit(1)), coalesce(max(col(HostTable.DELAY)), lit(0L)))
                .collectAsList();
        return new RoundLoads(
                counted.stream().mapToLong(row -> row.getLong(1)).sum(),
                counted.stream()
                        .map(row -> new TaskShares.Load(
                                row.getString(0), (double) row.getLong(1) * Math.max(least, row.getLong(2))))
                        .toList());
    }
}
