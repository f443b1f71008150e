package io.bloomery.jobs.crawl;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.SteadyClock;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.jobs.table.CrawlUrlTable;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Crawls the web into WARC files, round by round, from a frontier that is a table.
 *
 * <p>Rounds are committed one after the other in the work directory of the stage; what the last one left is published.
 */
public final class CrawlStage implements Stage {

    public static final String NAME = "crawl";

    /** The primary table. */
    public static final String PAGES = "pages";

    /** The answers to requests for robots.txt, archived like pages. */
    public static final String ROBOTS = "robots";

    private final CrawlConfig config;
    private final Optional<PublishedTable> earlier;

    private CrawlStage(CrawlConfig config, Optional<PublishedTable> earlier) {
        this.config = requireNonNull(config, "config");
        this.earlier = requireNonNull(earlier, "earlier");
    }

    /**
     * The stage of a configuration, with the frontier that it goes on from.
     *
     * @throws BloomeryException with {@link ErrorCode#INPUT_MISSING} where that is not there
     */
    public static CrawlStage of(CrawlConfig config, TableStore store) throws IOException {
        if (!config.recrawl().isRecrawl()) {
            return new CrawlStage(config, Optional.empty());
        }
        String path = config.recrawl().of();
        Optional<PublishedTable> earlier = store.open(FrontierTable.NAME, new Path(path));
        if (earlier.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "crawl.recrawl.of names no table: " + path,
                    "Give the directory of a table frontier, such as " + new Path(store.root(), FrontierTable.NAME)
                            + "/<fingerprint>, or leave crawl.recrawl.of empty to crawl from the seeds.");
        }
        return new CrawlStage(config, earlier);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public Record configuration() {
        return config.withoutNetwork();
    }

    @Override
    public List<PublishedTable> parents() {
        return earlier.stream().toList();
    }

    @Override
    public List<String> tables() {
        return List.of(FrontierTable.NAME, CrawlUrlTable.NAME, ROBOTS, PAGES);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        config.requireComplete();
        requireNoSpeculation(context);
        Clock clock = new SteadyClock(Clock.systemUTC().instant());
        CrawlRounds rounds = new CrawlRounds(config, context, clock);
        Optional<Dataset<Row>> before = Optional.empty();
        if (earlier.isPresent()) {
            before = Optional.of(context.read(earlier.get(), FrontierTable.SCHEMA));
        }
        Commit last = rounds.run(before);
        Dataset<Row> hosts = rounds.hosts(last);
        Dataset<Row> ended = ended(ofThisCrawl(rounds.urls(last)), hosts);
        CrawlReport report = new CrawlReport(ended, hosts, last.totals());
        if (!report.broughtSomething()) {
            throw CrawlReport.nothingFetched(config, ended);
        }
        publish(context, rounds.urls(last), hosts);
        report.tell(context.progress());
        return new StageResult(report.counters(), report.metrics());
    }

    /** Two tries of a task at the same time would ask its hosts twice at a time. */
    private static void requireNoSpeculation(StageContext context) {
        if (Boolean.parseBoolean(context.spark().conf().get("spark.speculation", "false"))) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "spark.speculation is on: a crawl would ask a host from two tasks at a time",
                    "Run the crawl with --conf spark.speculation=false.");
        }
    }

    private void publish(StageContext context, Dataset<Row> frontier, Dataset<Row> hosts) throws IOException {
        Dataset<Row> archived = frontier.filter(
                col(FrontierTable.ROUND).gt(0).and(col(FrontierTable.FILE).isNotNull()));
        Column isRobots = col(FrontierTable.STATE).equalTo(CrawlState.ROBOTS.label());
        Dataset<Row> robots = archive(context, ROBOTS, archived.filter(isRobots));
        Dataset<Row> pages = archive(context, PAGES, archived.filter(not(isRobots)));
        Dataset<Row> others = frontier.filter(
                col(FrontierTable.ROUND).equalTo(0).or(col(FrontierTable.FILE).isNull()));
        Dataset<Row> all = others.unionByName(pages).unionByName(robots);
        context.writeParquet(FrontierTable.NAME, all);
        context.contentDigest(FrontierTable.NAME, CrawlDigest.of(all));
        Dataset<Row> ended = ended(ofThisCrawl(all), hosts);
        context.writeParquet(
                CrawlUrlTable.NAME, CrawlUrlTable.of(ended, context.runId().value()));
        context.contentDigest(CrawlUrlTable.NAME, CrawlDigest.of(ended));
    }

    private Dataset<Row> archive(StageContext context, String table, Dataset<Row> archived) throws IOException {
        return new ArchiveTable(context, config.politeness(), table).write(archived);
    }

    /** Without the URLs that only the earlier crawl visited. */
    private Dataset<Row> ofThisCrawl(Dataset<Row> frontier) {
        return earlier.isEmpty()
                ? frontier
                : frontier.filter(col(FrontierTable.ROUND)
                        .gt(0)
                        .or(col(FrontierTable.STATE).equalTo(FrontierTable.PENDING)));
    }

    /** What still waits is over budget, or on a host that was given up. */
    private static Dataset<Row> ended(Dataset<Row> frontier, Dataset<Row> hosts) {
        Dataset<Row> givenUp =
                hosts.filter(col(HostTable.GIVEN_UP)).select(col(HostTable.HOST).as("given_up_host"));
        return frontier.join(givenUp, col(FrontierTable.HOST).equalTo(col("given_up_host")), "left_outer")
                .withColumn(
                        FrontierTable.STATE,
                        when(col(FrontierTable.STATE).notEqual(FrontierTable.PENDING), col(FrontierTable.STATE))
                                .when(col("given_up_host").isNull(), lit(CrawlState.OVER_BUDGET.label()))
                                .otherwise(lit(CrawlState.HOST_GIVEN_UP.label())))
                .drop("given_up_host");
    }
}
