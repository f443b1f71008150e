package io.bloomery.jobs.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.Fetcher;
import io.bloomery.data.crawl.HostRecord;
import io.bloomery.data.crawl.HostVisit;
import io.bloomery.data.crawl.HttpFetcher;
import io.bloomery.data.crawl.PlannedUrl;
import io.bloomery.data.crawl.SitemapParser;
import io.bloomery.data.crawl.SteadyClock;
import io.bloomery.data.crawl.VisitLoop;
import io.bloomery.jobs.storage.TaskFiles;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Visits the hosts of one partition, many at a time but each by one request after the other.
 *
 * <p>Everything goes into segments of its own; what earlier tries of the task finished is not done again.
 */
final class VisitTask implements VoidFunction<Iterator<Row>> {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CrawlConfig config;
    private final String directory;
    private final int round;
    private final int launch;
    private final SerializableConfiguration hadoop;

    VisitTask(CrawlConfig config, Path directory, int round, int launch, SerializableConfiguration hadoop) {
        this.config = config;
        this.directory = directory.toString();
        this.round = round;
        this.launch = launch;
        this.hadoop = hadoop;
    }

    @Override
    public void call(Iterator<Row> rows) throws Exception {
        if (!rows.hasNext()) {
            return;
        }
        TaskContext task = TaskContext.get();
        TaskAttempt attempt = new TaskAttempt(round, launch, task.partitionId(), task.attemptNumber());
        Path segments = new Path(directory);
        FileSystem fileSystem = segments.getFileSystem(hadoop.value());
        Set<String> done = done(fileSystem, segments, attempt);
        Clock clock = new SteadyClock(Clock.systemUTC().instant());
        try (SegmentLog log = new SegmentLog(new TaskFiles(fileSystem, segments), attempt, config, clock);
                Fetcher fetcher = new HttpFetcher(config, clock)) {
            SitemapParser sitemaps = new SitemapParser();
            List<HostVisit> visits = new ArrayList<>();
            rows.forEachRemaining(row -> visits.add(
                    new HostVisit(config, host(row, attempt, clock.instant()), urls(row, done), sitemaps, clock, log)));
            new VisitLoop(fetcher, config.round().requestsAtOnce(), clock).run(visits);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** The host of a row; it gets its pause first where an earlier try may have asked it a moment ago. */
    private HostRecord host(Row row, TaskAttempt attempt, Instant now) {
        HostRecord host = HostTable.fromRow(row);
        Instant paused = now.plus(host.delay()).plus(config.politeness().minDelay());
        return attempt.isFirst() || host.notBefore().isAfter(paused) ? host : host.notBefore(paused);
    }

    private static List<PlannedUrl> urls(Row host, Set<String> done) {
        List<Row> rows = host.getList(host.fieldIndex(RoundPlan.URLS));
        return rows.stream()
                .filter(row -> !done.contains(row.<String>getAs(FrontierTable.URL)))
                .map(FrontierTable::planned)
                .toList();
    }

    private static Set<String> done(FileSystem fileSystem, Path segments, TaskAttempt attempt) throws IOException {
        Set<String> done = new HashSet<>();
        if (attempt.attempt() == 0) {
            return done;
        }
        for (FileStatus file : fileSystem.listStatus(segments)) {
            String name = file.getPath().getName();
            if (name.startsWith(attempt.siblings()) && name.endsWith(Segment.URLS)) {
                read(fileSystem, file.getPath(), done);
            }
        }
        return done;
    }

    private static void read(FileSystem fileSystem, Path journal, Set<String> done) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(fileSystem.open(journal)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                done.add(row.path(FrontierTable.URL).asText());
            }
        }
    }
}
