package io.bloomery.data.crawl;

import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.source.Revisit;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the requests of visits in a web in memory, where time passes only by waiting; and notes what happens. */
final class VisitScript extends Clock implements VisitLog {

    final FakeWeb web = new FakeWeb();
    final List<Duration> pauses = new ArrayList<>();
    final List<String> archived = new ArrayList<>();
    final List<String> robots = new ArrayList<>();
    final List<Revisit> revisits = new ArrayList<>();
    final List<Map<String, String>> facts = new ArrayList<>();
    final List<CrawlOutcome> outcomes = new ArrayList<>();
    final List<HostRecord> over = new ArrayList<>();
    Duration answerTime = Duration.ZERO;
    private Instant now = FakeWeb.NOW;

    /** Visits URLs of one host, and gives back the outcomes. */
    List<CrawlOutcome> visit(CrawlConfig config, HostRecord host, List<PlannedUrl> urls) {
        return visit(config, host, HostPlan.of(urls));
    }

    /** Carries out a plan, and gives back the outcomes. */
    List<CrawlOutcome> visit(CrawlConfig config, HostRecord host, HostPlan plan) {
        outcomes.clear();
        HostVisit visit = new HostVisit(VisitSetting.of(config, this, this), host, plan);
        for (Optional<FetchRequest> next = visit.next(); next.isPresent(); next = visit.next()) {
            Duration pause = Duration.between(now, visit.readyAt());
            if (pause.compareTo(Duration.ZERO) > 0) {
                pauses.add(pause);
                now = visit.readyAt();
            }
            Instant started = now;
            FetchResult result = web.fetch(next.get());
            now = now.plus(answerTime);
            visit.accept(result, started);
        }
        return List.copyOf(outcomes);
    }

    static List<PlannedUrl> urls(String... urls) {
        return Arrays.stream(urls)
                .map(url -> PlannedUrl.of(new CrawlTarget(CrawlUrl.parse(url).orElseThrow(), 0, 0)))
                .toList();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    HostRecord lastHost() {
        return over.get(over.size() - 1);
    }

    @Override
    public WarcPosition page(HttpExchange exchange, Map<String, String> pageFacts) {
        archived.add(exchange.url());
        facts.add(pageFacts);
        return new WarcPosition("a.warc.gz", 0, 1, 2, "urn:uuid:0", exchange.payloadDigest());
    }

    @Override
    public WarcPosition revisit(HttpExchange exchange, Revisit revisit) {
        revisits.add(revisit);
        return new WarcPosition("a.warc.gz", 0, 1, 2, "urn:uuid:1", revisit.payloadDigest());
    }

    @Override
    public WarcPosition robots(HttpExchange exchange) {
        robots.add(exchange.url());
        return new WarcPosition("r.warc.gz", 0, 1, 2, "urn:uuid:2", exchange.payloadDigest());
    }

    @Override
    public void visited(PlannedUrl planned, CrawlOutcome outcome) {
        if (outcome.state() != CrawlState.ROBOTS) {
            outcomes.add(outcome);
        }
    }

    @Override
    public void learned(HostRecord host) {}

    @Override
    public void over(HostRecord host) {
        over.add(host);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("visits know UTC only");
    }

    @Override
    public Instant instant() {
        return now;
    }
}
