package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.quantity.Quantity;
import io.bloomery.jobs.run.Progress;
import io.bloomery.jobs.run.StageContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who wait how a round goes, from the tallies that its tasks leave beside their segments.
 *
 * <p>What it says is for people and a few seconds old; the numbers that are kept come from the frontier.
 */
final class CrawlMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(CrawlMonitor.class);
    private static final int PERIOD_SECONDS = 2;

    private final StageContext context;
    private final RoundFolder folder;
    private final Progress progress;
    private final long expected;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> states = new HashMap<>();
    private final Map<String, Tally> newestOfTask = new HashMap<>();
    private long bytes;

    CrawlMonitor(StageContext context, RoundFolder folder, CrawlTotals before, long planned, long maxPages) {
        this.context = context;
        this.folder = folder;
        this.progress = context.progress();
        this.expected = Math.min(maxPages, before.pages() + planned);
        this.bytes = before.bytes();
        states.put(CrawlState.FETCHED.label(), before.pages());
    }

    /** Something that takes long. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Does something and tells, all the while, how it goes. */
    void during(Work work) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "crawl-monitor");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> looking =
                timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        try {
            work.run();
        } finally {
            looking.cancel(false);
            timer.shutdownNow();
        }
        look();
    }

    private synchronized void look() {
        try {
            for (Path file : folder.segments(context.store(), Segment.TALLY)) {
                if (seen.add(file.getName())) {
                    add(file);
                }
            }
            long pages = count(CrawlState.FETCHED);
            progress.report(CrawlStage.NAME, pages, Math.max(pages, expected), line());
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the tallies cannot be read now", e);
        }
    }

    private void add(Path file) throws IOException {
        try (InputStream in = context.fileSystem().open(file)) {
            Tally tally = Tally.fromJson(in.readAllBytes());
            tally.states().forEach((state, count) -> states.merge(state, count, Long::sum));
            bytes += tally.bytes();
            newestOfTask.put(Segment.task(file.getName()), tally);
        }
    }

    private String line() {
        int active = newestOfTask.values().stream().mapToInt(Tally::hostsActive).sum();
        int parked = newestOfTask.values().stream().mapToInt(Tally::hostsParked).sum();
        long errors = states.entrySet().stream()
                .filter(state ->
                        state.getKey().startsWith("failed-") || state.getKey().endsWith("-error"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return "pages, " + Quantity.bytes(bytes) + ", hosts: " + active + " active, " + parked + " parked, "
                + count(CrawlState.BLOCKED_BY_ROBOTS) + " blocked by robots.txt, " + errors + " errors";
    }

    private long count(CrawlState state) {
        return states.getOrDefault(state.label(), 0L);
    }
}
