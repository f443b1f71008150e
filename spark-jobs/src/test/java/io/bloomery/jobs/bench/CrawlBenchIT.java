package io.bloomery.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.jobs.config.TestConfig;
import io.bloomery.jobs.run.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlBenchIT {

    @TempDir
    Path root;

    private CrawlBench bench;

    @BeforeEach
    void openTables() throws IOException {
        TestTables tables = new TestTables(root);
        bench = new CrawlBench(TestConfig.with(Map.of()).crawl(), tables.runner(), tables.store());
    }

    @Test
    void crawlsAThousandPagesOutOfALargerFrontier() throws IOException {
        FrontierBenchResult result = bench.frontier(5000);

        assertThat(result.urls()).isEqualTo(5000);
        assertThat(result.pages()).isEqualTo(1000);
        assertThat(result.peakHeapBytes()).isPositive();
    }

    @Test
    void crawlsEveryPageOfSitesWithPausesAndNoneTooSoon() throws IOException {
        CrawlBenchResult result = bench.polite(Duration.ofSeconds(2), 3, 1000);

        assertThat(result.hosts()).isEqualTo(3);
        assertThat(result.tooSoon()).isZero();
    }
}
