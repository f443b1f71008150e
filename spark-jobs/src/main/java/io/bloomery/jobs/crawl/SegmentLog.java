package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlOutcome;
import io.bloomery.data.crawl.HostRecord;
import io.bloomery.data.crawl.PlannedUrl;
import io.bloomery.data.crawl.VisitLog;
import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.source.Revisit;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.jobs.storage.TaskFiles;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Writes what the visits of one task attempt bring, in segments of some seconds each, so that a kill loses no more.
 *
 * <p>The longer the task runs, the longer its segments get, so that their number stays small. Safe for use by several
 * threads.
 */
final class SegmentLog implements VisitLog, AutoCloseable {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final int SHARE_OF_TASK = 10;
    private static final long LARGEST_BYTES = 128L << 20;

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true); // shared to archive, exclusive for the rest
    private final TaskFiles files;
    private final TaskAttempt attempt;
    private final CrawlConfig config;
    private final Clock clock;
    private final Instant started;
    private final Set<String> active = new HashSet<>();
    private final Set<String> parked = new HashSet<>();
    private Segment segment;
    private Instant opened;
    private int segments;
    private long learned;

    SegmentLog(TaskFiles files, TaskAttempt attempt, CrawlConfig config, Clock clock) throws IOException {
        this.files = files;
        this.attempt = attempt;
        this.config = config;
        this.clock = clock;
        this.started = clock.instant();
        open();
    }

    @Override
    public WarcPosition page(HttpExchange exchange, Map<String, String> facts) throws IOException {
        return shared(() -> segment.pages().write(exchange, facts));
    }

    @Override
    public WarcPosition revisit(HttpExchange exchange, Revisit revisit) throws IOException {
        return shared(() -> segment.pages().write(exchange, revisit));
    }

    @Override
    public WarcPosition robots(HttpExchange exchange) throws IOException {
        return shared(() -> segment.robots().write(exchange));
    }

    @Override
    public void visited(PlannedUrl planned, CrawlOutcome outcome) throws IOException {
        Duration interval = planned.before().isPresent() && outcome.state().isArchived()
                ? config.recrawl().next(planned.interval(), !outcome.state().isRevisit())
                : config.recrawl().interval();
        exclusive(() -> {
            segment.url(outcome, FrontierTable.visited(planned, outcome, clock.instant(), interval, attempt.round()));
            active.add(outcome.target().url().host());
            rotate();
        });
    }

    @Override
    public void learned(HostRecord host) throws IOException {
        exclusive(() -> {
            segment.host(HostTable.learned(host, attempt.sequence(learned++)));
            if (host.parks() > 0) {
                parked.add(host.host());
            }
        });
    }

    @Override
    public void over(HostRecord host) throws IOException {
        learned(host);
        exclusive(() -> active.remove(host.host()));
    }

    @Override
    public void close() throws IOException {
        exclusive(() -> segment.finish(0, parked.size()));
    }

    private void rotate() throws IOException {
        Instant now = clock.instant();
        Duration age = Duration.between(opened, now);
        Duration sinceStart = Duration.between(started, now).dividedBy(SHARE_OF_TASK);
        boolean old = age.compareTo(SHORTEST) >= 0 && age.compareTo(sinceStart) >= 0;
        if (old || segment.size() >= LARGEST_BYTES) {
            segment.finish(active.size(), parked.size());
            open();
        }
    }

    private void open() throws IOException {
        opened = clock.instant();
        segment = new Segment(files, attempt.segment(segments++), opened, CrawlArchive.warcinfo(config.politeness()));
    }

    private WarcPosition shared(Archiving archiving) throws IOException {
        lock.readLock().lock();
        try {
            return archiving.write();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void exclusive(Logging logging) throws IOException {
        lock.writeLock().lock();
        try {
            logging.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Writes to an archive. */
    @FunctionalInterface
    private interface Archiving {
        WarcPosition write() throws IOException;
    }

    /** Writes to a journal. */
    @FunctionalInterface
    private interface Logging {
        void run() throws IOException;
    }
}
