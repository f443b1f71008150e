package io.bloomery.data.crawl;

import io.bloomery.data.config.ByteSize;
import java.time.Duration;
import java.util.List;

/** Configurations for tests: no pauses to speak of, one seed. */
final class Configs {

    static final CrawlBudget BUDGET = budget(100, 100, 3);
    static final Politeness POLITE = new Politeness(
            "bloomery",
            "ops@example.org",
            Duration.ZERO,
            Duration.ofSeconds(30),
            0,
            2,
            new Parking(3, Duration.ofMinutes(1), Duration.ofHours(1), 1),
            true);
    static final NetworkConfig NETWORK = new NetworkConfig(Duration.ofSeconds(5), Duration.ofSeconds(5), "", List.of());

    static final TrapConfig TRAPS = new TrapConfig(20, 3, 20, List.of("jsessionid"));
    static final RoundConfig ROUND = new RoundConfig(1000, Duration.ofMinutes(1), 8);
    static final RecrawlConfig RECRAWL =
            new RecrawlConfig("", Duration.ZERO, false, Duration.ofDays(1), Duration.ofDays(90));

    private Configs() {}

    static CrawlBudget budget(int maxPages, int maxPagesPerHost, int maxDepth) {
        ByteSize plenty = ByteSize.ofMebibytes(1 << 10);
        return new CrawlBudget(
                maxPages,
                maxPagesPerHost,
                maxPages,
                plenty,
                plenty,
                plenty,
                List.of(),
                maxDepth,
                1000,
                new ByteSize(1 << 20));
    }

    static CrawlConfig of(String... seeds) {
        return of(CrawlScope.HOST, BUDGET, seeds);
    }

    static CrawlConfig of(CrawlScope scope, CrawlBudget budget, String... seeds) {
        return new CrawlConfig(
                List.of(seeds),
                scope,
                List.of(),
                List.of(),
                true,
                false,
                TRAPS,
                budget,
                POLITE,
                ROUND,
                RECRAWL,
                NETWORK);
    }

    static CrawlConfig askingForReservations(String seed) {
        return new CrawlConfig(
                List.of(seed),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                true,
                TRAPS,
                BUDGET,
                POLITE,
                ROUND,
                RECRAWL,
                NETWORK);
    }

    static CrawlConfig slowedDown(double delayFactor, String seed) {
        Politeness polite = new Politeness(
                POLITE.userAgent(),
                POLITE.contact(),
                POLITE.minDelay(),
                POLITE.maxDelay(),
                delayFactor,
                POLITE.retries(),
                POLITE.parking(),
                true);
        return new CrawlConfig(
                List.of(seed),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                false,
                TRAPS,
                BUDGET,
                polite,
                ROUND,
                RECRAWL,
                NETWORK);
    }

    static CrawlConfig through(String proxy, List<String> allow, Duration timeout, String... seeds) {
        return with(new NetworkConfig(timeout, timeout, proxy, allow), seeds);
    }

    static CrawlConfig with(NetworkConfig network, String... seeds) {
        return new CrawlConfig(
                List.of(seeds),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                false,
                TRAPS,
                BUDGET,
                POLITE,
                ROUND,
                RECRAWL,
                network);
    }
}
