package io.bloomery.data.crawl;

import io.bloomery.data.config.ByteSize;
import java.time.Duration;
import java.util.List;

/** Configurations for tests: no pauses to speak of, one seed. */
final class Configs {

    static final CrawlBudget BUDGET = new CrawlBudget(100, 100, 3, 1000, new ByteSize(1 << 20));
    static final Politeness POLITE =
            new Politeness("bloomery", "ops@example.org", Duration.ZERO, Duration.ofSeconds(30), 2, 3, true);
    static final NetworkConfig NETWORK = new NetworkConfig(Duration.ofSeconds(5), "", List.of());

    private Configs() {}

    static CrawlConfig of(String... seeds) {
        return of(CrawlScope.HOST, BUDGET, seeds);
    }

    static CrawlConfig of(CrawlScope scope, CrawlBudget budget, String... seeds) {
        return new CrawlConfig(List.of(seeds), scope, List.of(), List.of(), true, budget, POLITE, NETWORK);
    }

    static CrawlConfig through(String proxy, List<String> allow, Duration timeout, String... seeds) {
        return new CrawlConfig(
                List.of(seeds),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                BUDGET,
                POLITE,
                new NetworkConfig(timeout, proxy, allow));
    }
}
