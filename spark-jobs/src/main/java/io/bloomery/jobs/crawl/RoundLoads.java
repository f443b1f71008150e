package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.bloomery.data.crawl.HostPlan;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the hosts of a round have to answer.
 *
 * @param time that the round is to take
 */
record RoundLoads(List<Load> hosts, Duration time) {

    RoundLoads {
        hosts = List.copyOf(hosts);
    }

    /**
     * What one host has to answer.
     *
     * @param planned URLs
     * @param most with those that are found on the way
     * @param pause between two requests, as far as it is known
     */
    record Load(String host, long planned, long most, Duration pause) {

        boolean isOpen() {
            return most > planned;
        }
    }

    /**
     * Counts; the driver sees the hosts, and no URL.
     *
     * @param plan rows of {@link RoundPlan#SCHEMA}
     * @param rules that it was made by
     */
    static RoundLoads of(Dataset<Row> plan, RoundPlan rules) {
        List<Row> counted = plan.groupBy(FrontierTable.HOST, FrontierTable.DOMAIN)
                .agg(
                        count(lit(1)),
                        max(RoundPlan.HOST_LEFT),
                        max(RoundPlan.DOMAIN_LEFT),
                        coalesce(max(col(HostTable.DELAY)), lit(0L)))
                .collectAsList();
        Map<String, Long> shares = HostShares.of(
                counted.stream()
                        .map(row -> new HostShares.Host(
                                row.getString(0), row.getLong(2), row.getLong(3), row.getString(1), row.getLong(4)))
                        .toList(),
                rules.roomForFound());
        return new RoundLoads(
                counted.stream()
                        .map(row -> new Load(
                                row.getString(0),
                                row.getLong(2),
                                shares.get(row.getString(0)),
                                rules.pause(Duration.ofMillis(row.getLong(5)))))
                        .toList(),
                rules.duration());
    }

    /** URLs that are planned. */
    long planned() {
        return hosts.stream().mapToLong(Load::planned).sum();
    }

    /** The hosts, weighed by the time that they take. */
    List<TaskShares.Load> weighed() {
        return hosts.stream()
                .map(load -> new TaskShares.Load(
                        load.host(),
                        (double) Math.min(load.most(), HostPlan.answers(time, load.pause()))
                                * Math.max(1, load.pause().toMillis())))
                .toList();
    }
}
