package io.bloomery.jobs.crawl;

import org.apache.spark.sql.SparkSession;

/**
 * The session in which a crawl keeps its books between rounds, when all hosts wait for it.
 *
 * <p>What adaptive execution finds out while it runs, the number of rows, a crawl knows beforehand. Without it a query is
 * one job rather than one for each of its stages, and the partitions fit the rows from the start.
 */
final class RoundSession {

    private static final long ROWS_OF_PARTITION = 50_000;
    private static final int MOST_IN_MEMORY = 200_000; // rows that a sort with a limit may hold at once
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";

    private final SparkSession session;
    private final long mostPartitions;

    private RoundSession(SparkSession session, long mostPartitions) {
        this.session = session;
        this.mostPartitions = mostPartitions;
    }

    /** A session beside another one, of the same application. */
    static RoundSession beside(SparkSession spark) {
        SparkSession session = spark.newSession();
        session.conf().set("spark.sql.adaptive.enabled", false);
        session.conf()
                .set("spark.sql.autoBroadcastJoinThreshold", -1); // a broadcast is a job; those that pay are asked for
        session.conf().set("spark.sql.execution.topKSortFallbackThreshold", MOST_IN_MEMORY);
        int cores = spark.sparkContext().defaultParallelism();
        return new RoundSession(
                session, Math.max(cores, Long.parseLong(spark.conf().get(PARTITIONS))));
    }

    SparkSession spark() {
        return session;
    }

    /** Before a query over about so many rows. */
    void expect(long rows) {
        session.conf().set(PARTITIONS, Math.max(1, Math.min(mostPartitions, rows / ROWS_OF_PARTITION)));
    }
}
