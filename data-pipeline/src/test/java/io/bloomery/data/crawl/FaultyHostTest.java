package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Visits of a host where everything goes wrong that can. */
@Timeout(60)
class FaultyHostTest {

    private final FaultServer server = new FaultServer();
    private final VisitScript script = new VisitScript();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsEveryUrlToItsState() throws Exception {
        Map<String, CrawlState> expected = new LinkedHashMap<>();
        Arrays.stream(Fault.values()).forEach(fault -> expected.put(server.url(fault.path()), fault.state()));
        expected.put(server.url("/"), CrawlState.FETCHED);
        assertThat(visit(expected.keySet().toArray(String[]::new))).containsAllEntriesOf(expected);
    }

    @ParameterizedTest(name = "robots.txt {0} -> {1}")
    @CsvSource({
        "SILENCE, ROBOTS_UNREACHABLE",
        "DRIPPING_BODY, ROBOTS_UNREACHABLE",
        "RESET, ROBOTS_UNREACHABLE",
        "SERVER_ERROR, ROBOTS_UNREACHABLE",
        "ENDLESS_HEADERS, ROBOTS_UNREACHABLE",
        "NOT_BROTLI, ROBOTS_UNREACHABLE",
        "NO_HTTP, ROBOTS_UNREACHABLE",
        "ENDLESS_BODY, FETCHED",
        "GZIP_BOMB, FETCHED",
        "REDIRECT_TO_ITSELF, FETCHED",
        "REDIRECT_TO_METADATA, REFUSED_ADDRESS"
    })
    void asksForNoPageWhereRobotsIsOutOfReach(Fault fault, CrawlState expected) throws Exception {
        server.route("/robots.txt", fault);
        assertThat(visit(server.url("/"))).containsEntry(server.url("/"), expected);
    }

    @Test
    void readsWhatSitemapsThereAreAndGoesOn() throws Exception {
        StringBuilder robots = new StringBuilder();
        for (Fault fault : Fault.values()) {
            robots.append("Sitemap: ").append(server.url(fault.path())).append('\n');
        }
        server.page("/robots.txt", "Content-Type: text/plain\r\n", robots.toString());
        Map<String, CrawlState> states = visit(server.url("/"));
        assertThat(states).containsEntry(server.url("/"), CrawlState.FETCHED);
        assertThat(states.values().stream().filter(CrawlState.SITEMAP::equals)).hasSize(SitemapDialogue.MAX_SITEMAPS);
    }

    @Test
    void doesNotGoWhereARedirectLeadsInside() throws Exception {
        Map<String, CrawlState> states = visit("http://169.254.169.254/latest");
        assertThat(states).containsEntry("http://169.254.169.254/latest", CrawlState.REFUSED_ADDRESS);
    }

    private Map<String, CrawlState> visit(String... urls) throws Exception {
        CrawlConfig config = config();
        List<PlannedUrl> planned = VisitScript.urls(urls);
        String host = planned.get(0).target().url().host();
        HostVisit visit = new HostVisit(
                VisitSetting.of(config, Clock.systemUTC(), script), HostRecord.unvisited(host), HostPlan.of(planned));
        try (HttpFetcher fetcher = new HttpFetcher(config, Clock.systemUTC())) {
            new VisitLoop(fetcher, 2, Clock.systemUTC()).run(List.of(visit));
        }
        Map<String, CrawlState> states = new LinkedHashMap<>();
        script.outcomes.forEach(outcome -> states.put(outcome.target().url().toString(), outcome.state()));
        return states;
    }

    private static CrawlConfig config() {
        Politeness impatient = new Politeness(
                "bloomery",
                "ops@example.org",
                Duration.ZERO,
                Duration.ofSeconds(1),
                0,
                0,
                new Parking(1000, Duration.ofSeconds(1), Duration.ofSeconds(1), 1),
                true);
        return new CrawlConfig(
                List.of("http://127.0.0.1/"),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                false,
                Configs.TRAPS,
                Configs.BUDGET,
                impatient,
                Configs.ROUND,
                Configs.RECRAWL,
                new NetworkConfig(Duration.ofSeconds(1), Duration.ofMillis(500), "", List.of("127.0.0.0/8")));
    }
}
