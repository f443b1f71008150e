package io.bloomery.jobs.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.config.ByteSize;
import io.bloomery.data.crawl.CrawlBudget;
import io.bloomery.data.crawl.CrawlBudget.DepthBudget;
import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.crawl.CrawlScope;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.data.crawl.HostRecord;
import io.bloomery.data.crawl.NetworkConfig;
import io.bloomery.data.crawl.Parking;
import io.bloomery.data.crawl.Politeness;
import io.bloomery.data.crawl.RecrawlConfig;
import io.bloomery.data.crawl.RoundConfig;
import io.bloomery.data.crawl.TrapConfig;
import io.bloomery.jobs.run.LocalSpark;
import io.bloomery.jobs.table.FrontierTable;
import io.bloomery.jobs.table.HostTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RoundPlanIT {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ByteSize PLENTY = ByteSize.ofMebibytes(1 << 20);

    @Test
    void takesTheHostsInTurnWhereARoundIsFull() {
        assertThat(plan(config(3, 9, 9), urls("a/", "a/b", "a/c", "b/", "b/x")))
                .containsExactly("http://a.test/", "http://a.test/b", "http://b.test/");
    }

    @Test
    void dependsOnNothingButTheRows() {
        List<Row> rows = new ArrayList<>(urls("a/", "a/b", "a/c", "b/", "b/x", "c/1", "c/2", "c/3"));
        List<String> expected = plan(config(5, 9, 9), rows);
        Collections.shuffle(rows, new Random(1));
        assertThat(plan(config(5, 9, 9), rows)).isEqualTo(expected);
    }

    @Test
    void countsWhatAHostHasAlready() {
        HostRecord spent = new HostRecord("a.test", 2, 10, 0, 0, Instant.EPOCH, Duration.ZERO, true, false, List.of());
        assertThat(plan(config(9, 3, 9), urls("a/", "a/b", "b/", "b/x"), spent))
                .containsExactly("http://a.test/", "http://b.test/", "http://b.test/x");
    }

    @Test
    void leavesParkedAndGivenUpHostsAlone() {
        HostRecord parked = host("a.test", NOW.plusSeconds(31), false);
        HostRecord pausing = host("b.test", NOW.plusSeconds(29), false);
        HostRecord givenUp = host("c.test", Instant.EPOCH, true);
        assertThat(plan(config(9, 9, 9), urls("a/", "b/", "c/"), parked, pausing, givenUp))
                .containsExactly("http://b.test/");
    }

    @Test
    void givesASlowHostNoMoreThanItAnswersWhileTheRoundLasts() {
        HostRecord slow =
                new HostRecord("a.test", 0, 0, 0, 0, Instant.EPOCH, Duration.ofSeconds(6), true, false, List.of());
        assertThat(plan(config(9, 9, 9), urls("a/", "a/b", "a/c", "b/1", "b/2", "b/3"), slow))
                .containsExactly(
                        "http://a.test/", "http://a.test/b", "http://b.test/1", "http://b.test/2", "http://b.test/3");
    }

    @Test
    void holdsTheBudgetsOfDomainsAndDepths() {
        CrawlBudget budget = new CrawlBudget(
                100, 100, 2, PLENTY, PLENTY, PLENTY, List.of(new DepthBudget(0, 3)), 9, 1000, PLENTY_BODY);
        assertThat(plan(config(budget), urls("www.x/1", "shop.x/1", "shop.x/2", "y/1", "y/2")))
                .hasSize(3)
                .containsOnlyOnce("http://shop.x.test/1", "http://www.x.test/1");
    }

    @Test
    void beginsWithAShortRoundWhereHostsMayBeFoundThatNoSeedNames() {
        assertThat(rules(CrawlScope.DOMAIN, 0).duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rules(CrawlScope.DOMAIN, 1).duration()).isEqualTo(Duration.ofMinutes(8));
        assertThat(rules(CrawlScope.DOMAIN, 2).duration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(rules(CrawlScope.HOST, 0).duration()).isEqualTo(Duration.ofMinutes(10));
    }

    private static final ByteSize PLENTY_BODY = ByteSize.ofMebibytes(1);

    private static HostRecord host(String name, Instant notBefore, boolean givenUp) {
        return new HostRecord(name, 0, 0, 0, 1, notBefore, Duration.ZERO, true, givenUp, List.of());
    }

    private static List<Row> urls(String... urls) {
        Discovery discovery = new Discovery(config(1, 1, 1));
        return Arrays.stream(urls)
                .map(url -> "http://" + url.replaceFirst("/", ".test/"))
                .map(url -> FrontierTable.found(
                        new Discovery.Found(
                                discovery.link(url, 0, 0, "").orElseThrow().target(), "", Optional.empty()),
                        0))
                .toList();
    }

    private static List<String> plan(CrawlConfig config, List<Row> urls, HostRecord... hosts) {
        Dataset<Row> frontier = LocalSpark.session().createDataFrame(urls, FrontierTable.SCHEMA);
        List<Row> known =
                Arrays.stream(hosts).map(host -> HostTable.learned(host, 0)).toList();
        Dataset<Row> hostRows =
                LocalSpark.session().createDataFrame(known, HostTable.LEARNED).drop(HostTable.SEQUENCE);
        return new RoundPlan(config, commit(0), NOW)
                .of(frontier, hostRows).collectAsList().stream()
                        .map(row -> row.<String>getAs(FrontierTable.URL))
                        .sorted()
                        .toList();
    }

    private static RoundPlan rules(CrawlScope scope, int round) {
        CrawlBudget budget = new CrawlBudget(1, 1, 1, PLENTY, PLENTY, PLENTY, List.of(), 9, 1000, PLENTY_BODY);
        return new RoundPlan(config(scope, budget, Duration.ofMinutes(10)), commit(round), NOW);
    }

    private static Commit commit(int round) {
        return new Commit(round, Layers.NONE, Layers.NONE, new CrawlTotals(0, 0, 0, 0, Map.of(), 0));
    }

    private static CrawlConfig config(int maxPages, int maxPagesPerHost, int maxPagesPerDomain) {
        return config(new CrawlBudget(
                maxPages, maxPagesPerHost, maxPagesPerDomain, PLENTY, PLENTY, PLENTY, List.of(), 9, 1000, PLENTY_BODY));
    }

    private static CrawlConfig config(CrawlBudget budget) {
        return config(CrawlScope.HOST, budget, Duration.ofSeconds(10));
    }

    private static CrawlConfig config(CrawlScope scope, CrawlBudget budget, Duration round) {
        return new CrawlConfig(
                List.of("http://a.test/"),
                scope,
                List.of(),
                List.of(),
                true,
                false,
                new TrapConfig(20, 3, 20, List.of()),
                budget,
                new Politeness(
                        "bloomery",
                        "",
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        0,
                        0,
                        new Parking(5, Duration.ofSeconds(60), Duration.ofSeconds(60), 1),
                        true),
                new RoundConfig(1000, round, 8),
                new RecrawlConfig("", Duration.ZERO, false, Duration.ofDays(1), Duration.ofDays(90)),
                new NetworkConfig(Duration.ofSeconds(10), Duration.ofSeconds(10), "", List.of()));
    }
}
