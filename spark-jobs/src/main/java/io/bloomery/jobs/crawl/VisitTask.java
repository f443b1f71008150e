package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.Fetcher;
import io.bloomery.data.crawl.HostPlan;
import io.bloomery.data.crawl.HostPlan.Done;
import io.bloomery.data.crawl.HostRecord;
import io.bloomery.data.crawl.HostVisit;
import io.bloomery.data.crawl.HttpFetcher;
import io.bloomery.data.crawl.PlannedUrl;
import io.bloomery.data.crawl.SteadyClock;
import io.bloomery.data.crawl.VisitLoop;
import io.bloomery.data.crawl.VisitSetting;
import io.bloomery.jobs.storage.TaskFiles;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
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

    /** Column: the {@link HostPlan#most()} of a host. */
    static final String MOST = "most";

    /** Column: the {@link HostPlan#known()} of a host; null where no URL that is found is to be visited. */
    static final String KNOWN = "known";

    private static final long serialVersionUID = 1L;

    private final CrawlConfig config;
    private final String directory;
    private final Launch launch;
    private final SerializableConfiguration hadoop;

    VisitTask(CrawlConfig config, Path directory, Launch launch, SerializableConfiguration hadoop) {
        this.config = config;
        this.directory = directory.toString();
        this.launch = launch;
        this.hadoop = hadoop;
    }

    /**
     * A start of a round.
     *
     * @param number how often it was started before
     * @param time that the round is to take
     */
    record Launch(int round, int number, Duration time) implements Serializable {}

    @Override
    public void call(Iterator<Row> rows) throws Exception {
        if (!rows.hasNext()) {
            return;
        }
        TaskContext task = TaskContext.get();
        TaskAttempt attempt =
                new TaskAttempt(launch.round(), launch.number(), task.partitionId(), task.attemptNumber());
        Path segments = new Path(directory);
        FileSystem fileSystem = segments.getFileSystem(hadoop.value());
        Map<String, List<Done>> earlier = EarlierTries.read(fileSystem, segments, attempt);
        Clock clock = new SteadyClock(Clock.systemUTC().instant());
        try (SegmentLog log = new SegmentLog(new TaskFiles(fileSystem, segments), attempt, config, clock);
                Fetcher fetcher = new HttpFetcher(config, clock)) {
            VisitSetting setting = VisitSetting.of(config, clock, log);
            List<HostVisit> visits = new ArrayList<>();
            rows.forEachRemaining(row -> {
                HostRecord host = host(row, attempt, clock.instant());
                visits.add(new HostVisit(setting, host, plan(row, earlier.getOrDefault(host.host(), List.of()))));
            });
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

    private HostPlan plan(Row host, List<Done> ofThisTask) {
        Map<String, Done> done = new LinkedHashMap<>(); // two tries may report the same URL
        Stream.concat(VisitTask.<Row>list(host, RoundJournal.DONE).stream().map(VisitTask::done), ofThisTask.stream())
                .forEach(visit -> done.putIfAbsent(visit.target().url().toString(), visit));
        List<PlannedUrl> planned = VisitTask.<Row>list(host, RoundPlan.URLS).stream()
                .filter(url -> !done.containsKey(url.<String>getAs(FrontierTable.URL)))
                .map(FrontierTable::planned)
                .toList();
        return new HostPlan(
                planned,
                host.<Long>getAs(MOST),
                launch.time(),
                new HashSet<>(VisitTask.<Long>list(host, KNOWN)),
                List.copyOf(done.values()));
    }

    private static Done done(Row visited) {
        return FrontierTable.done(
                visited.getAs(FrontierTable.URL),
                visited.<Integer>getAs(FrontierTable.DEPTH),
                visited.<Integer>getAs(FrontierTable.REDIRECTS),
                visited.getAs(FrontierTable.STATE),
                list(visited, FrontierTable.LINKS));
    }

    private static <T> List<T> list(Row row, String column) {
        int index = row.fieldIndex(column);
        return row.isNullAt(index) ? List.of() : row.getList(index);
    }
}
