package io.bloomery.data.crawl;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The visit of one host in one round: robots.txt first, then its sitemaps if this is the first visit, then the pages one
 * after the other.
 *
 * <p>One instance per host and round; its requests are never concurrent. Time passes only through the {@link Sleeper}.
 */
public final class HostCrawl {

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int MAX_DETAIL = 500;

    private final CrawlConfig config;
    private final PoliteFetcher fetcher;
    private final PageStore store;
    private final RobotsReader robotsReader;
    private final SitemapReader sitemapReader;
    private final Map<String, RobotsRules> robots = new HashMap<>();
    private int failuresInARow;

    public HostCrawl(
            CrawlConfig config,
            Fetcher fetcher,
            SitemapParser sitemaps,
            Sleeper sleeper,
            Clock clock,
            PageStore store) {
        this.config = config;
        this.fetcher = new PoliteFetcher(fetcher, config.politeness(), sleeper, clock);
        this.store = store;
        this.robotsReader = new RobotsReader(this.fetcher, config.politeness().userAgent(), clock);
        this.sitemapReader = new SitemapReader(this.fetcher, sitemaps);
    }

    /**
     * Visits targets of one host in the order given; each outcome is computed when it is asked for.
     *
     * @param readSitemaps whether to read the sitemaps too, as is right on the first visit of a host
     */
    public Iterator<CrawlOutcome> visit(List<CrawlTarget> targets, boolean readSitemaps) {
        Stream<CrawlOutcome> sitemaps = readSitemaps && config.useSitemaps()
                ? targets.stream().limit(1).flatMap(target -> sitemaps(target).stream())
                : Stream.empty();
        return Stream.concat(sitemaps, targets.stream().map(this::visit)).iterator();
    }

    private List<CrawlOutcome> sitemaps(CrawlTarget first) {
        try {
            return sitemapReader.read(first.url().host(), robots(first.url()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private CrawlOutcome visit(CrawlTarget target) {
        if (failuresInARow >= config.politeness().maxHostFailures()) {
            return CrawlOutcome.of(target, CrawlState.HOST_GIVEN_UP, failuresInARow + " failures in a row");
        }
        try {
            CrawlOutcome outcome = refused(target).orElse(null);
            outcome = outcome == null ? fetch(target) : outcome;
            failuresInARow = isHostFailure(outcome.state()) ? failuresInARow + 1 : 0;
            return outcome;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RobotsRules robots(CrawlUrl url) throws InterruptedException {
        RobotsRules known = robots.get(url.origin());
        if (known == null) {
            known = robotsReader.read(url);
            robots.put(url.origin(), known);
            if (known.crawlDelay().compareTo(config.politeness().maxDelay()) <= 0) {
                fetcher.honour(known.crawlDelay());
            }
        }
        return known;
    }

    private Optional<CrawlOutcome> refused(CrawlTarget target) throws InterruptedException {
        RobotsRules rules = robots(target.url());
        if (rules.unreachable().isPresent()) {
            FetchResult.Failure why = rules.unreachable().get();
            CrawlState state = why.state() == CrawlState.REFUSED_ADDRESS
                    ? CrawlState.REFUSED_ADDRESS
                    : CrawlState.ROBOTS_UNREACHABLE;
            return Optional.of(CrawlOutcome.of(target, state, why.detail()));
        }
        if (!rules.isAllowed(target.url())) {
            return Optional.of(CrawlOutcome.of(target, CrawlState.BLOCKED_BY_ROBOTS, ""));
        }
        if (rules.crawlDelay().compareTo(config.politeness().maxDelay()) > 0) {
            return Optional.of(
                    CrawlOutcome.of(target, CrawlState.DELAY_TOO_LONG, "robots.txt asks for " + rules.crawlDelay()));
        }
        return Optional.empty();
    }

    private CrawlOutcome fetch(CrawlTarget target) throws InterruptedException {
        int limit = config.budget().maxBodySize().toInt();
        return fetcher.fetch(target.url(), limit)
                .fold(
                        answer -> judge(target, answer),
                        failure -> CrawlOutcome.of(target, failure.state(), failure.detail()));
    }

    private CrawlOutcome judge(CrawlTarget target, FetchResult.Answer answer) {
        int status = answer.status();
        if (status >= REDIRECTS && status < CLIENT_ERRORS) {
            return redirect(target, answer);
        }
        if (status != OK) {
            return outcome(target, errorState(answer), answer, "", List.of());
        }
        return switch (answer.body().outcome()) {
            case COMPLETE -> isHtml(answer) ? html(target, answer) : notHtml(target, answer);
            case TOO_LARGE -> outcome(target, CrawlState.TOO_LARGE, answer, "", List.of());
            case TRUNCATED, CORRUPT, UNSUPPORTED ->
                outcome(target, CrawlState.BAD_ENCODING, answer, answer.header("content-encoding"), List.of());
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
        return outcome(target, state, answer, location, links);
    }

    private static CrawlOutcome notHtml(CrawlTarget target, FetchResult.Answer answer) {
        return outcome(target, CrawlState.NOT_HTML, answer, answer.header("content-type"), List.of());
    }

    private CrawlOutcome html(CrawlTarget target, FetchResult.Answer answer) {
        PageRules rules =
                PageRules.read(target.url(), answer, config.politeness().userAgent());
        List<String> links = rules.links().stream().map(CrawlUrl::toString).toList();
        if (rules.noIndex()) {
            return outcome(target, CrawlState.NO_INDEX, answer, "", links);
        }
        if (rules.optedOut() && config.politeness().honourOptOuts()) {
            return outcome(target, CrawlState.OPTED_OUT, answer, "", links);
        }
        return stored(target, answer, links);
    }

    private CrawlOutcome stored(CrawlTarget target, FetchResult.Answer answer, List<String> links) {
        try {
            WarcPosition position = store.write(answer.exchange());
            return new CrawlOutcome(
                    target,
                    CrawlState.FETCHED,
                    answer.status(),
                    "",
                    links,
                    answer.exchange().body().length,
                    Optional.of(
                            new CrawlOutcome.Stored(position, answer.exchange().date(), mediaType(answer))));
        } catch (IOException e) {
            throw new BloomeryException(
                    ErrorCode.IO,
                    "cannot write the page " + target.url() + " to the archive: " + e.getMessage(),
                    "Check that the storage has room and is reachable, then run the crawl again.",
                    e);
        }
    }

    private static CrawlOutcome outcome(
            CrawlTarget target, CrawlState state, FetchResult.Answer answer, String detail, List<String> links) {
        String bounded = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
        int bytes = answer.exchange().body().length;
        return new CrawlOutcome(target, state, answer.status(), bounded, links, bytes, Optional.empty());
    }

    private static boolean isHtml(FetchResult.Answer answer) {
        String type = mediaType(answer);
        return type.isEmpty() || type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    private static String mediaType(FetchResult.Answer answer) {
        String type = answer.header("content-type");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isHostFailure(CrawlState state) {
        return switch (state) {
            case FAILED_DNS, FAILED_CONNECTION, FAILED_TLS, FAILED_TIMEOUT, SERVER_ERROR, RATE_LIMITED -> true;
            default -> false;
        };
    }

    private static BloomeryException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BloomeryException(ErrorCode.TRY_AGAIN, "the crawl was interrupted", "Run it again.", e);
    }
}
