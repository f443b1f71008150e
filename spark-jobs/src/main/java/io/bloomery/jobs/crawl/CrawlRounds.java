package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rounds of a crawl: plan, visit, bring the frontier up to date, commit; again, until nothing is left to plan.
 *
 * <p>Killed anywhere and started again, it goes on from the newest commit, and inside a round from the plan and the
 * segments that are finished.
 */
final class CrawlRounds {

    private final CrawlConfig config;
    private final StageContext context;
    private final RoundSession session;
    private final TableStore store;
    private final LayeredTable urls;
    private final LayeredTable hosts;
    private final CommitLog commits;
    private final Clock clock;

    CrawlRounds(CrawlConfig config, StageContext context, Clock clock) {
        this.config = config;
        this.context = context;
        this.session = RoundSession.beside(context.spark());
        this.store = context.store();
        this.urls = table(session.spark(), FrontierTable.URL, FrontierTable.SCHEMA);
        this.hosts = table(session.spark(), HostTable.HOST, HostTable.SCHEMA);
        this.commits = new CommitLog(store, context.work());
        this.clock = clock;
    }

    /** Rows of {@link FrontierTable} after a commit. */
    Dataset<Row> urls(Commit commit) {
        return table(context.spark(), FrontierTable.URL, FrontierTable.SCHEMA).read(commit.urls());
    }

    /** Rows of {@link HostTable} after a commit. */
    Dataset<Row> hosts(Commit commit) {
        return table(context.spark(), HostTable.HOST, HostTable.SCHEMA).read(commit.hosts());
    }

    private LayeredTable table(SparkSession spark, String key, StructType schema) {
        return new LayeredTable(spark, context.work(), key, schema);
    }

    /**
     * Crawls to the end.
     *
     * @param earlier the frontier of the crawl to go on from; empty for one from the seeds
     */
    Commit run(Optional<Dataset<Row>> earlier) throws IOException {
        Optional<Commit> newest = commits.newest();
        Commit commit = newest.isPresent() ? newest.get() : begin(earlier);
        for (Optional<Commit> next = round(commit); next.isPresent(); next = round(commit)) {
            commit = next.get();
        }
        return commit;
    }

    private Commit begin(Optional<Dataset<Row>> earlier) throws IOException {
        List<Row> seeds = new Discovery(config)
                .seeds().stream().map(seed -> FrontierTable.found(seed, 0)).toList();
        Dataset<Row> rows = session.spark().createDataFrame(seeds, FrontierTable.SCHEMA);
        Dataset<Row> all = earlier.isEmpty()
                ? rows
                : due(earlier.get()).unionByName(newSeeds(rows, earlier.get().select(FrontierTable.URL)));
        Path first = RoundFolder.of(context.work(), 0).urls();
        long known = urls.write(Layers.NONE, all, all, 0, first).count();
        return commits.add(new Commit(0, urls.after(Layers.NONE, 0, first, known), Layers.NONE, CrawlTotals.of(known)));
    }

    /** Of the seeds, never more than the configuration holds, those that are new; the URLs stay where they are. */
    private static Dataset<Row> newSeeds(Dataset<Row> seeds, Dataset<Row> known) {
        Dataset<Row> asked = seeds.select(FrontierTable.URL);
        Dataset<Row> old = known.join(broadcast(asked), FrontierTable.URL, "left_semi");
        return seeds.join(broadcast(old), FrontierTable.URL, "left_anti");
    }

    /** What an earlier crawl knows, with all that is due to be visited again. */
    private Dataset<Row> due(Dataset<Row> earlier) {
        return earlier.withColumn(
                        FrontierTable.STATE,
                        when(
                                        col(FrontierTable.NEXT_FETCH)
                                                .gt(0)
                                                .and(col(FrontierTable.NEXT_FETCH)
                                                        .leq(clock.instant().toEpochMilli())),
                                        lit(FrontierTable.PENDING))
                                .otherwise(col(FrontierTable.STATE)))
                .withColumn(FrontierTable.ROUND, lit(0))
                .select(
                        FrontierTable.URL,
                        List.of(FrontierTable.SCHEMA.fieldNames())
                                .subList(1, FrontierTable.SCHEMA.length())
                                .toArray(String[]::new));
    }

    /** One round; empty where there is nothing left to do. */
    private Optional<Commit> round(Commit before) throws IOException {
        long started = System.nanoTime();
        Instant now = clock.instant();
        RoundFolder folder = RoundFolder.of(context.work(), before.round() + 1);
        session.expect(before.urls().rows());
        Dataset<Row> frontier = urls.read(before.urls());
        Dataset<Row> known = hosts.read(before.hosts());
        RoundPlan rules = new RoundPlan(config, before, now);
        if (!rules.hasRoom()) {
            return Optional.empty();
        }
        Dataset<Row> plan = plan(rules, folder, frontier, known);
        RoundLoads loads = RoundLoads.of(plan, rules);
        if (loads.planned() == 0) {
            store.discard(folder.path());
            return waitForParked(frontier, known, now) ? Optional.of(before) : Optional.empty();
        }
        new CrawlMonitor(
                        context,
                        folder,
                        before.totals(),
                        loads.planned(),
                        config.budget().maxPages())
                .during(() -> visit(before, folder, plan, loads, known));
        return Optional.of(commit(before, folder, known, started));
    }

    /** The plan of the round, as it was made when the round began for the first time. */
    private Dataset<Row> plan(RoundPlan rules, RoundFolder folder, Dataset<Row> frontier, Dataset<Row> known)
            throws IOException {
        if (!store.fileSystem().exists(folder.plan())) {
            Path temporary = new Path(folder.path(), "_" + RoundFolder.PLAN);
            rules.of(frontier, known).write().mode(SaveMode.Overwrite).parquet(temporary.toString());
            store.rename(temporary, folder.plan());
        }
        return session.spark()
                .read()
                .schema(RoundPlan.SCHEMA)
                .parquet(folder.plan().toString());
    }

    private void visit(Commit before, RoundFolder folder, Dataset<Row> plan, RoundLoads loads, Dataset<Row> known)
            throws IOException {
        RoundJournal journal = journal(folder);
        RoundVisits visits = new RoundVisits(config, context, folder, before.round() + 1);
        Dataset<Row> urlsOfHosts = urls.rows(before.urls(), FrontierTable.URL, FrontierTable.HOST);
        if (journal.isEmpty()) {
            visits.run(plan, loads, known, urlsOfHosts, journal.done());
            return;
        }
        Dataset<Row> done = RoundJournal.visited(journal.touched(new Discovery(config)));
        Dataset<Row> learned = journal.hosts(done, known);
        Dataset<Row> others = known.join(learned.select(HostTable.HOST), HostTable.HOST, "left_anti");
        Dataset<Row> now = others.unionByName(learned);
        Instant soon = clock.instant().plus(config.politeness().maxDelay());
        Dataset<Row> parked =
                now.filter(col(HostTable.GIVEN_UP).or(col(HostTable.NOT_BEFORE).gt(soon.toEpochMilli())));
        Dataset<Row> open = plan.join(parked.select(HostTable.HOST), FrontierTable.HOST, "left_anti");
        visits.run(open, loads, now, urlsOfHosts, journal.done());
    }

    private Commit commit(Commit before, RoundFolder folder, Dataset<Row> known, long started) throws IOException {
        RoundJournal journal = journal(folder);
        Tally tally = folder.tally(store);
        session.expect(tally.urls() + tally.links() + before.urls().rows());
        Dataset<Row> touched = journal.touched(new Discovery(config)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            RoundMerge.Merged merged = new RoundMerge(config, urls, before).merge(touched, tally, folder.urls());
            session.expect(before.hosts().rows());
            Dataset<Row> learned = journal.hosts(RoundJournal.visited(touched), known);
            Layers newHosts = hosts.after(
                    before.hosts(),
                    tally.hosts(),
                    folder.hosts(),
                    hosts.write(before.hosts(), learned, learned, tally.hosts(), folder.hosts())
                            .count());
            CrawlTotals totals = before.totals().plus(merged.totals()).plusSeconds((System.nanoTime() - started) / 1e9);
            Commit commit = commits.add(new Commit(before.round() + 1, merged.urls(), newHosts, totals));
            folder.tidy(store);
            return commit;
        } finally {
            touched.unpersist();
        }
    }

    private RoundJournal journal(RoundFolder folder) throws IOException {
        return new RoundJournal(
                session.spark(), folder.segments(store, Segment.URLS), folder.segments(store, Segment.HOSTS));
    }

    /** Waits for the first of the parked hosts that have something left to visit; false where there is none. */
    private boolean waitForParked(Dataset<Row> frontier, Dataset<Row> known, Instant now) {
        Dataset<Row> parked = known.filter(col(HostTable.GIVEN_UP)
                        .equalTo(false)
                        .and(col(HostTable.NOT_BEFORE).gt(now.toEpochMilli())))
                .select(HostTable.HOST, HostTable.NOT_BEFORE);
        Row first = frontier.filter(col(FrontierTable.STATE).equalTo(FrontierTable.PENDING))
                .join(parked, FrontierTable.HOST)
                .agg(min(HostTable.NOT_BEFORE))
                .first();
        if (first.isNullAt(0)) {
            return false;
        }
        Duration pause = Duration.between(clock.instant(), Instant.ofEpochMilli(first.getLong(0)));
        context.progress()
                .say("crawl: only parked hosts are left, waiting " + Quantity.duration(pause)
                        + " for the first of them");
        try {
            Thread.sleep(Math.max(0, pause.toMillis()) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BloomeryException(ErrorCode.TRY_AGAIN, "the crawl was interrupted", "Run it again.", e);
        }
        return true;
    }
}
