package io.bloomery.data.crawl;

import io.bloomery.data.crawl.usage.UsageStatements;
import io.bloomery.data.source.Revisit;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges the answer to a request for a page, and archives what is to be kept. */
final class PageVisit {

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final CrawlConfig config;
    private final Discovery discovery;
    private final VisitLog log;

    PageVisit(VisitSetting setting) {
        this.config = setting.config();
        this.discovery = setting.discovery();
        this.log = setting.log();
    }

    /**
     * Judges.
     *
     * @param site what robots.txt and other files of the site say about the use of the page
     */
    CrawlOutcome outcome(PlannedUrl planned, FetchResult result, UsageStatements site, Duration took)
            throws IOException {
        if (result instanceof FetchResult.Failure failure) {
            return CrawlOutcome.of(planned.target(), failure.state(), failure.detail());
        }
        return judge(planned, (FetchResult.Answer) result, site, took);
    }

    private CrawlOutcome judge(PlannedUrl planned, FetchResult.Answer answer, UsageStatements site, Duration took)
            throws IOException {
        CrawlTarget target = planned.target();
        int status = answer.status();
        if (answer.isNotModified() && planned.before().isPresent()) {
            return revisited(planned, answer, CrawlState.NOT_MODIFIED, Revisit.Profile.SERVER_NOT_MODIFIED);
        }
        if (status >= REDIRECTS && status < CLIENT_ERRORS) {
            return redirect(target, answer);
        }
        if (status != OK) {
            return CrawlOutcome.answered(target, errorState(answer), answer);
        }
        return switch (answer.body().outcome()) {
            case COMPLETE ->
                MediaType.isHtml(MediaType.of(answer)) ? html(planned, answer, site, took) : notHtml(target, answer);
            case TOO_LARGE -> CrawlOutcome.answered(target, CrawlState.TOO_LARGE, answer);
            case TRUNCATED, CORRUPT, UNSUPPORTED ->
                CrawlOutcome.answered(target, CrawlState.BAD_ENCODING, answer)
                        .withDetail(answer.header("content-encoding"));
        };
    }

    private static CrawlState errorState(FetchResult.Answer answer) {
        return switch (answer.status()) {
            case NOT_FOUND, GONE -> CrawlState.NOT_FOUND;
            case TOO_MANY_REQUESTS -> CrawlState.RATE_LIMITED;
            case UNAVAILABLE ->
                answer.header("retry-after").isEmpty() ? CrawlState.SERVER_ERROR : CrawlState.RATE_LIMITED;
            default -> answer.status() >= SERVER_ERRORS ? CrawlState.SERVER_ERROR : CrawlState.REFUSED_BY_SERVER;
        };
    }

    private static CrawlOutcome redirect(CrawlTarget target, FetchResult.Answer answer) {
        String location = answer.header("location");
        List<String> links = location.isEmpty()
                ? List.of()
                : target.url().resolve(location).map(CrawlUrl::toString).stream()
                        .toList();
        CrawlState state = links.isEmpty() ? CrawlState.REFUSED_BY_SERVER : CrawlState.REDIRECTED;
        return CrawlOutcome.answered(target, state, answer).withDetail(location).withLinks(links);
    }

    private static CrawlOutcome notHtml(CrawlTarget target, FetchResult.Answer answer) {
        return CrawlOutcome.answered(target, CrawlState.NOT_HTML, answer).withDetail(MediaType.of(answer));
    }

    private CrawlOutcome html(PlannedUrl planned, FetchResult.Answer answer, UsageStatements site, Duration took)
            throws IOException {
        CrawlTarget target = planned.target();
        PageRules rules = PageRules.read(
                        target.url(), answer, config.politeness().userAgent(), site)
                .withLinks(discovery::withoutSession);
        if (rules.noIndex()) {
            return CrawlOutcome.answered(target, CrawlState.NO_INDEX, answer).with(rules);
        }
        if (rules.optedOut() && config.politeness().honourOptOuts()) {
            return CrawlOutcome.answered(target, CrawlState.OPTED_OUT, answer).with(rules);
        }
        Optional<PlannedUrl.EarlierVisit> before = planned.before();
        if (before.isPresent()
                && before.get().payloadDigest().equals(answer.exchange().payloadDigest())) {
            return revisited(planned, answer, CrawlState.UNCHANGED, Revisit.Profile.IDENTICAL_PAYLOAD_DIGEST)
                    .with(rules);
        }
        WarcPosition position = log.page(answer.exchange(), facts(planned, rules, took));
        return CrawlOutcome.answered(target, CrawlState.FETCHED, answer)
                .with(rules)
                .storedAs(stored(position, answer));
    }

    private CrawlOutcome revisited(
            PlannedUrl planned, FetchResult.Answer answer, CrawlState state, Revisit.Profile profile)
            throws IOException {
        PlannedUrl.EarlierVisit before = planned.before().orElseThrow();
        WarcPosition position = log.revisit(
                answer.exchange(), new Revisit(profile, before.recordId(), before.date(), before.payloadDigest()));
        return CrawlOutcome.answered(planned.target(), state, answer).storedAs(stored(position, answer));
    }

    /** The first three are what Heritrix calls so in its metadata records. */
    private static Map<String, String> facts(PlannedUrl planned, PageRules rules, Duration took) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("fetchTimeMs", Long.toString(took.toMillis()));
        facts.put("hopsFromSeed", Integer.toString(planned.target().depth()));
        if (!planned.via().isEmpty()) {
            facts.put("via", planned.via());
        }
        rules.canonical().ifPresent(url -> facts.put("canonical", url.toString()));
        if (!rules.usage().all().isEmpty()) {
            facts.put("usage", String.join("; ", rules.usage().texts()));
        }
        return facts;
    }

    private static CrawlOutcome.Stored stored(WarcPosition position, FetchResult.Answer answer) {
        return new CrawlOutcome.Stored(position, answer.exchange().date(), MediaType.of(answer));
    }
}
