package io.bloomery.jobs.bench;

import io.bloomery.data.config.ByteSize;
import io.bloomery.data.crawl.CrawlBudget;
import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlScope;
import io.bloomery.data.crawl.Politeness;
import io.bloomery.data.crawl.RecrawlConfig;
import io.bloomery.data.crawl.TrapConfig;
import io.bloomery.data.site.PlantedWeb;
import io.bloomery.data.site.PlantedWeb.Site;
import io.bloomery.data.site.PlantedWeb.Visit;
import io.bloomery.jobs.crawl.CrawlStage;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Crawls made-up sites on loopback addresses, and measures from the server's side: whole stages, WARC files and all.
 *
 * <p>Server and crawler share the machine.
 */
public final class CrawlBench {

    private static final double NANOS = 1e9;
    private static final int DEPTH = 100;
    private static final long PLENTY = 1L << 40;
    private static final int FRONTIER_HOSTS = 50;
    private static final int FRONTIER_PAGES = 1000;
    private static final int FRONTIER_PAGE_BYTES = 2000;
    private static final int SITE_PAGES = 1_000_000;

    private final CrawlConfig config;
    private final StageRunner runner;
    private final TableStore store;

    /**
     * A bench of this configuration, but for its seeds, budgets and the least pause.
     *
     * @param runner makes the tables, under a root of their own
     */
    public CrawlBench(CrawlConfig config, StageRunner runner, TableStore store) {
        this.config = config;
        this.runner = runner;
        this.store = store;
    }

    /** Crawls sites without any pause. */
    public CrawlBenchResult fast(int pages, int hosts, int pageBytes) throws IOException {
        return measure(Collections.nCopies(hosts, new Site(pages / hosts, Duration.ZERO)), pageBytes);
    }

    /** Crawls sites with pauses from a tenth of a second to two seconds, each as many pages as fit into a time. */
    public CrawlBenchResult polite(Duration time, int hosts, int pageBytes) throws IOException {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            Duration delay = Duration.ofMillis(100 + 1900L * i / Math.max(1, hosts - 1));
            sites.add(new Site((int) Math.max(1, time.dividedBy(delay)), delay));
        }
        return measure(sites, pageBytes);
    }

    /** Crawls the first thousand pages of a frontier of so many URLs on fifty hosts. */
    public FrontierBenchResult frontier(long urls) throws IOException {
        List<Site> sites = Collections.nCopies(FRONTIER_HOSTS, new Site(SITE_PAGES, Duration.ZERO));
        try (PlantedWeb web = PlantedWeb.start(sites, FRONTIER_PAGE_BYTES)) {
            List<String> origins = web.frontPages().stream()
                    .map(page -> page.substring(0, page.lastIndexOf("/page/")))
                    .toList();
            PublishedTable earlier = runner.run(new PlantedFrontier(new PlantedFrontier.Size(urls, origins)))
                    .primary();
            CrawlConfig crawl = config(web, FRONTIER_PAGES, earlier.path().toString());
            try (HeapWatch heap = new HeapWatch()) {
                long started = System.nanoTime();
                StageOutcome outcome = runner.run(CrawlStage.of(crawl, store));
                return new FrontierBenchResult(
                        urls,
                        outcome.primary().manifest().rows(),
                        (System.nanoTime() - started) / NANOS,
                        heap.peakBytes());
            }
        }
    }

    private CrawlBenchResult measure(List<Site> sites, int pageBytes) throws IOException {
        try (PlantedWeb web = PlantedWeb.start(sites, pageBytes)) {
            long started = System.nanoTime();
            StageOutcome outcome = runner.run(CrawlStage.of(config(web, Integer.MAX_VALUE, ""), store));
            double seconds = (System.nanoTime() - started) / NANOS;
            return result(web, outcome, seconds);
        }
    }

    private CrawlConfig config(PlantedWeb web, int maxPages, String earlier) {
        Politeness polite = config.politeness();
        RecrawlConfig recrawl = config.recrawl();
        return new CrawlConfig(
                web.frontPages(),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                earlier.isEmpty(),
                false,
                new TrapConfig(20, 3, 20, List.of()),
                new CrawlBudget(
                        maxPages,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        new ByteSize(PLENTY),
                        new ByteSize(PLENTY),
                        new ByteSize(PLENTY),
                        List.of(),
                        DEPTH,
                        Integer.MAX_VALUE,
                        config.budget().maxBodySize()),
                new Politeness(
                        polite.userAgent(),
                        polite.contact(),
                        Duration.ZERO,
                        polite.maxDelay(),
                        0,
                        polite.retries(),
                        polite.parking(),
                        true),
                config.round(),
                new RecrawlConfig(
                        earlier, recrawl.interval(), recrawl.adaptive(), recrawl.shortest(), recrawl.longest()),
                config.network().withAllowed("127.0.0.0/8"));
    }

    private static CrawlBenchResult result(PlantedWeb web, StageOutcome outcome, double seconds) {
        Map<String, List<Long>> times = new TreeMap<>(web.visits().stream()
                .collect(Collectors.groupingBy(Visit::host, Collectors.mapping(Visit::nanos, Collectors.toList()))));
        long first = times.values().stream().mapToLong(Collections::min).min().orElse(0);
        long last = times.values().stream().mapToLong(Collections::max).max().orElse(0);
        double lasted = (last - first) / NANOS;
        int tooSoon = 0;
        double needed = 0;
        for (Map.Entry<String, List<Long>> host : times.entrySet()) {
            long delay = web.sites().get(host.getKey()).delay().toNanos();
            tooSoon += tooSoon(host.getValue(), delay);
            needed = Math.max(needed, (host.getValue().size() - 1) * delay / NANOS);
        }
        long pages = outcome.primary().manifest().rows();
        return new CrawlBenchResult(
                times.size(),
                pages,
                outcome.primary().manifest().bytes(),
                seconds,
                lasted,
                pages / lasted,
                needed / lasted,
                tooSoon);
    }

    private static int tooSoon(List<Long> times, long delay) {
        List<Long> sorted = times.stream().sorted().toList();
        int count = 0;
        for (int i = 1; i < sorted.size(); i++) {
            count += sorted.get(i) - sorted.get(i - 1) < delay ? 1 : 0;
        }
        return count;
    }
}
