package io.bloomery.jobs.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlTarget;
import io.bloomery.data.crawl.Frontier;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.CrawlUrlTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Crawls the web into WARC files, round by round.
 *
 * <p>The driver plans, tasks visit. All URLs of a host go to one task of a round, so no host is ever visited twice at the
 * same time. A round begins small, so that something is to be seen early, and doubles.
 */
public final class CrawlStage implements Stage {

    public static final String NAME = "crawl";

    /** The primary table. */
    public static final String PAGES = PagesWriter.TABLE;

    private static final int FIRST_ROUND = 250;
    private static final int LARGEST_ROUND = 4000;

    private final CrawlConfig config;

    public CrawlStage(CrawlConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Record configuration() {
        return config.withoutNetwork();
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of();
    }

    @Override
    public List<String> tables() {
        return List.of(CrawlUrlTable.NAME, PagesWriter.TABLE);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        config.requireComplete();
        Frontier frontier = new Frontier(config);
        List<VisitedUrl> urls = visit(frontier, context);
        frontier.unvisited().forEach(outcome -> urls.add(new VisitedUrl(outcome, "")));
        CrawlReport report =
                new CrawlReport(urls.stream().map(VisitedUrl::outcome).toList());
        if (frontier.fetched() == 0) {
            throw report.nothingFetched(config);
        }
        Map<String, String> files = new PagesWriter(context).finish(urls);
        List<Row> rows = urls.stream()
                .map(url -> CrawlUrlTable.toRow(
                        url.outcome(),
                        files.getOrDefault(url.file(), ""),
                        context.runId().value()))
                .toList();
        context.writeParquet(
                CrawlUrlTable.NAME,
                context.spark().createDataFrame(rows, CrawlUrlTable.SCHEMA).coalesce(1));
        context.contentDigest(CrawlUrlTable.NAME, PagesWriter.contentDigest(urls));
        return new StageResult(report.counters(), Map.of("forgotten", (double) frontier.forgotten()));
    }

    private List<VisitedUrl> visit(Frontier frontier, StageContext context) {
        List<VisitedUrl> urls = new ArrayList<>();
        Set<String> hosts = new HashSet<>();
        int size = FIRST_ROUND;
        for (List<CrawlTarget> round = frontier.nextRound(size); !round.isEmpty(); round = frontier.nextRound(size)) {
            List<VisitedUrl> visited = run(VisitPlan.byHost(round, hosts), context);
            frontier.accept(visited.stream().map(VisitedUrl::outcome).toList());
            visited.forEach(url -> urls.add(url.withoutLinks()));
            round.forEach(target -> hosts.add(target.url().host()));
            long expected = Math.min(config.budget().maxPages(), (long) frontier.fetched() + frontier.pending());
            context.progress().report(NAME, frontier.fetched(), expected, "pages");
            size = Math.min(LARGEST_ROUND, 2 * size);
        }
        return urls;
    }

    private List<VisitedUrl> run(List<VisitPlan> plans, StageContext context) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        VisitTask task = new VisitTask(
                config,
                context.staging(PagesWriter.TABLE),
                new SerializableConfiguration(context.fileSystem().getConf()));
        int partitions = Math.min(plans.size(), spark.defaultParallelism());
        return spark
                .parallelize(plans.stream().map(VisitPlan::toRow).toList(), partitions)
                .mapPartitions(task)
                .collect()
                .stream()
                .map(VisitedUrl::fromRow)
                .toList();
    }
}
