package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.Fetcher;
import io.bloomery.data.crawl.HostCrawl;
import io.bloomery.data.crawl.HttpFetcher;
import io.bloomery.data.crawl.PageStore;
import io.bloomery.data.crawl.SitemapParser;
import io.bloomery.data.source.WarcPageWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Visits the hosts of one partition, several at a time but each by one thread, and writes their pages to one file.
 *
 * <p>The file is named after the task attempt: attempts never meet, and only the files of attempts whose rows reached the
 * driver are kept.
 */
final class VisitTask implements FlatMapFunction<Iterator<Row>, Row> {

    /** Begins the name of every file that is not yet, or never, part of the table. */
    static final String TEMPORARY = "_attempt-";

    private static final long serialVersionUID = 1L;
    private static final int HOSTS_AT_ONCE = 16;

    private final CrawlConfig config;
    private final String directory;
    private final SerializableConfiguration hadoop;

    VisitTask(CrawlConfig config, Path directory, SerializableConfiguration hadoop) {
        this.config = config;
        this.directory = directory.toString();
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> plans) throws Exception {
        Path file = new Path(directory, TEMPORARY + TaskContext.get().taskAttemptId() + ".warc.gz");
        List<Row> rows = new ArrayList<>();
        try (WarcPageWriter writer = writer(file);
                Fetcher fetcher = new HttpFetcher(config, Clock.systemUTC())) {
            PageStore store = exchange -> {
                synchronized (writer) {
                    return writer.write(exchange);
                }
            };
            SitemapParser sitemaps = new SitemapParser();
            List<Callable<List<Row>>> visits = new ArrayList<>();
            plans.forEachRemaining(
                    plan -> visits.add(() -> visit(VisitPlan.fromRow(plan), fetcher, sitemaps, store, file.getName())));
            visitAll(visits).forEach(rows::addAll);
        }
        return rows.iterator();
    }

    private WarcPageWriter writer(Path file) throws IOException {
        Map<String, String> fields = Map.of(
                "software",
                config.politeness().userAgent(),
                "operator",
                config.politeness().contact(),
                "format",
                "WARC File Format 1.1",
                "robots",
                "RFC 9309");
        return new WarcPageWriter(
                file.getFileSystem(hadoop.value()).create(file, false),
                file.getName(),
                Clock.systemUTC().instant(),
                fields);
    }

    private static List<List<Row>> visitAll(List<Callable<List<Row>>> visits) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(HOSTS_AT_ONCE);
        try {
            List<List<Row>> rows = new ArrayList<>();
            for (Future<List<Row>> visit : threads.invokeAll(visits)) {
                rows.add(visit.get());
            }
            return rows;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Row> visit(VisitPlan plan, Fetcher fetcher, SitemapParser sitemaps, PageStore store, String file) {
        HostCrawl crawl = new HostCrawl(
                config, fetcher, sitemaps, pause -> Thread.sleep(pause.toMillis()), Clock.systemUTC(), store);
        List<Row> rows = new ArrayList<>();
        crawl.visit(plan.targets(), plan.firstVisit())
                .forEachRemaining(outcome -> rows.add(new VisitedUrl(outcome, file).toRow()));
        return rows;
    }
}
