package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.crawl.usage.TdmFile;
import io.bloomery.data.crawl.usage.UsageStatements;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The visit of one host in one round, request by request: robots.txt first, then its file of TDM reservations, its
 * sitemaps if nobody has read them, then the pages one after the other.
 *
 * <p>A visit never waits and sends nothing: it says which request is due ({@link #next}) and when ({@link #readyAt}), and
 * takes in what came of it. Requests of a host are therefore never concurrent, and one thread can look after many hosts.
 * A host that fails too often, or asks for a long pause, is parked: its other URLs stay in the frontier. Not for use by
 * several threads at once.
 */
public final class HostVisit {

    private final CrawlConfig config;
    private final Clock clock;
    private final VisitLog log;
    private final VisitSetting setting;
    private final PageVisit pages;
    private final HostPace pace;
    private final HostQueue waiting;
    private final Map<String, RobotsCopy> copies = new HashMap<>();
    private final Map<String, RobotsRules> rules = new HashMap<>();
    private final Map<String, TdmFile> reservations = new HashMap<>();
    private HostRecord host;
    private Optional<Request> due = Optional.empty();
    private Optional<SitemapDialogue> sitemaps = Optional.empty();
    private int tries;
    private boolean over;

    /** What a request is for. */
    private interface Request {

        FetchRequest fetch();

        /** Takes in what came of it; nothing is due any more but what this makes due. */
        void accept(FetchResult result, Duration took) throws IOException;
    }

    /**
     * A visit of one host.
     *
     * @param host what is known of it
     * @param plan what there is to do
     */
    public HostVisit(VisitSetting setting, HostRecord host, HostPlan plan) {
        this.setting = requireNonNull(setting, "setting");
        this.config = setting.config();
        this.clock = setting.clock();
        this.log = setting.log();
        this.host = requireNonNull(host, "host");
        this.waiting = new HostQueue(host.host(), plan, setting.discovery());
        this.pages = new PageVisit(setting);
        this.pace = new HostPace(config.politeness(), host.host(), host.notBefore());
        pace.honour(host.delay());
        host.robots().forEach(copy -> copies.put(copy.origin(), copy));
    }

    /** What is known of the host by now. */
    public HostRecord host() {
        return host;
    }

    /** When the next request may be sent. */
    public Instant readyAt() {
        return pace.readyAt();
    }

    /** The next request; empty when the visit is over, and not to be called again then. */
    Optional<FetchRequest> next() {
        try {
            Optional<PlannedUrl> first = waiting.first(pace.delay());
            while (due.isEmpty() && !over && first.isPresent()) {
                due = plan(first.get());
                first = waiting.first(pace.delay());
            }
            if (due.isEmpty()) {
                host = over ? host : host.notBefore(pace.readyAt());
                log.over(host);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return due.map(Request::fetch);
    }

    /** Takes in what came of the request that was due. */
    void accept(FetchResult result, Instant started) {
        Request request = due.orElseThrow();
        Instant now = clock.instant();
        pace.settle(started, now);
        Optional<Duration> pause = pace.pauseBeforeRetry(result, tries, now);
        try {
            if (pause.filter(this::isWorthParking).isPresent()) {
                park(now.plus(pause.get()));
            } else if (tries < config.politeness().retries()
                    && pause.filter(this::isShort).isPresent()) {
                tries++;
                pace.waitUntil(now.plus(pause.get()));
            } else {
                due = Optional.empty();
                request.accept(result, Duration.between(started, now));
                tries = 0;
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private boolean isShort(Duration pause) {
        return pause.compareTo(config.politeness().maxDelay()) <= 0;
    }

    private boolean isWorthParking(Duration pause) {
        return !isShort(pause) && pause.compareTo(config.politeness().parking().longest()) <= 0;
    }

    /** The next request; empty where the first target needed none, or a sitemap was skipped. */
    private Optional<Request> plan(PlannedUrl first) throws IOException {
        CrawlUrl url = first.target().url();
        Optional<RobotsCopy> copy = Optional.ofNullable(copies.get(url.origin()));
        if (copy.filter(known -> known.isFresh(clock.instant())).isEmpty()) {
            rules.remove(url.origin());
            return Optional.of(new RobotsRequest(url, copy));
        }
        RobotsRules allowed = rules(url);
        if (config.useReservations() && !reservations.containsKey(url.origin())) {
            Optional<CrawlUrl> file = url.resolve(TdmFile.PATH).filter(allowed::isAllowed);
            reservations.put(url.origin(), TdmFile.NONE);
            if (file.isPresent()) {
                return Optional.of(new ReservationsRequest(file.get()));
            }
        }
        if (!host.sitemapsRead() && config.useSitemaps()) {
            return nextSitemap(allowed);
        }
        Optional<CrawlOutcome> refused = refused(first.target(), allowed);
        if (refused.isPresent()) {
            log.visited(waiting.remove(refused.get()), refused.get());
            return Optional.empty();
        }
        if (host.bytes() >= config.budget().maxBytesPerHost().bytes()) {
            over = true; // what waits stays in the frontier, and is never planned again
            return Optional.empty();
        }
        return Optional.of(new PageRequest(first));
    }

    private Optional<Request> nextSitemap(RobotsRules allowed) throws IOException {
        if (sitemaps.isEmpty()) {
            sitemaps = Optional.of(new SitemapDialogue(host.host(), allowed.sitemaps(), setting));
        }
        Optional<CrawlUrl> next = sitemaps.get().next();
        if (next.isEmpty()) {
            learn(host.withSitemapsRead());
            return Optional.empty();
        }
        Optional<CrawlOutcome> skipped = sitemaps.get().skipped(next.get());
        if (skipped.isPresent()) {
            visitedBeside(skipped.get());
            return Optional.empty();
        }
        return Optional.of(new SitemapRequest(sitemaps.get(), next.get()));
    }

    private RobotsRules rules(CrawlUrl url) {
        RobotsRules known = rules.get(url.origin());
        if (known == null) {
            known = copies.get(url.origin()).read(url, config.politeness().userAgent());
            rules.put(url.origin(), known);
            Duration asked = known.crawlDelay();
            if (asked.compareTo(config.politeness().maxDelay()) <= 0) {
                pace.honour(asked);
                host = host.withDelay(asked);
            }
        }
        return known;
    }

    /** What the files of the site say about the use of a page. */
    private UsageStatements usage(CrawlUrl url) {
        TdmFile reserved = reservations.getOrDefault(url.origin(), TdmFile.NONE);
        return rules(url).usage(url).and(reserved.statements(url.path()));
    }

    private CrawlOutcome robotsOutcome(CrawlTarget asked, FetchResult result, String mime) throws IOException {
        if (result instanceof FetchResult.Failure failure) {
            return CrawlOutcome.of(asked, CrawlState.ROBOTS, failure.state().label() + ": " + failure.detail());
        }
        FetchResult.Answer answer = (FetchResult.Answer) result;
        WarcPosition position = log.robots(answer.exchange());
        return CrawlOutcome.answered(asked, CrawlState.ROBOTS, answer)
                .withDetail(answer.header("location"))
                .storedAs(new CrawlOutcome.Stored(position, answer.exchange().date(), mime));
    }

    private Optional<CrawlOutcome> refused(CrawlTarget target, RobotsRules allowed) {
        if (allowed.unreachable().isPresent()) {
            FetchResult.Failure why = allowed.unreachable().get();
            CrawlState state = why.state() == CrawlState.REFUSED_ADDRESS
                    ? CrawlState.REFUSED_ADDRESS
                    : CrawlState.ROBOTS_UNREACHABLE;
            return Optional.of(CrawlOutcome.of(target, state, why.detail()));
        }
        if (!allowed.isAllowed(target.url())) {
            return Optional.of(CrawlOutcome.of(target, CrawlState.BLOCKED_BY_ROBOTS, ""));
        }
        return allowed.crawlDelay().compareTo(config.politeness().maxDelay()) > 0
                ? Optional.of(CrawlOutcome.of(
                        target, CrawlState.DELAY_TOO_LONG, "robots.txt asks for " + allowed.crawlDelay()))
                : Optional.empty();
    }

    private void visitedBeside(CrawlOutcome outcome) throws IOException {
        waiting.ended(outcome);
        log.visited(PlannedUrl.of(outcome.target()), outcome);
    }

    private void learn(HostRecord record) throws IOException {
        host = record;
        log.learned(host);
    }

    /** Leaves the host alone until then; for good where it was parked too often. */
    private void park(Instant until) throws IOException {
        due = Optional.empty();
        over = true;
        if (host.parks() < config.politeness().parking().times()) {
            learn(host.parkedUntil(until));
            return;
        }
        learn(host.withoutHope());
        for (PlannedUrl url : waiting.drain()) {
            log.visited(
                    url,
                    CrawlOutcome.of(url.target(), CrawlState.HOST_GIVEN_UP, host.failures() + " failures in a row"));
        }
    }

    private static BloomeryException cannotWrite(IOException e) {
        return new BloomeryException(
                ErrorCode.IO,
                "cannot write to the archive: " + e.getMessage(),
                "Check that the storage has room and is reachable, then run the crawl again.",
                e);
    }

    /** One of the requests that lead to robots.txt. */
    private final class RobotsRequest implements Request {

        private final CrawlUrl page;
        private final RobotsDialogue dialogue;

        RobotsRequest(CrawlUrl page, Optional<RobotsCopy> before) {
            this.page = page;
            this.dialogue = new RobotsDialogue(page, before);
        }

        @Override
        public FetchRequest fetch() {
            return new FetchRequest(dialogue.next(), RobotsRules.MAX_BYTES, Validators.NONE);
        }

        @Override
        public void accept(FetchResult result, Duration took) throws IOException {
            CrawlTarget asked = new CrawlTarget(dialogue.next(), 0, 0);
            visitedBeside(robotsOutcome(asked, result, "text/plain"));
            Optional<RobotsCopy> copy = dialogue.accept(result, clock.instant());
            if (copy.isEmpty()) {
                due = Optional.of(this);
                return;
            }
            copies.put(copy.get().origin(), copy.get());
            rules(page);
            learn(host.withRobots(List.copyOf(copies.values())));
        }
    }

    /** The file of TDM reservations. */
    private final class ReservationsRequest implements Request {

        private static final int OK = 200;

        private final CrawlUrl url;

        ReservationsRequest(CrawlUrl url) {
            this.url = url;
        }

        @Override
        public FetchRequest fetch() {
            return FetchRequest.of(url, TdmFile.MAX_BYTES);
        }

        @Override
        public void accept(FetchResult result, Duration took) throws IOException {
            visitedBeside(robotsOutcome(new CrawlTarget(url, 0, 0), result, "application/json"));
            byte[] content = result.fold(
                    answer -> answer.status() == OK && answer.body().outcome() == Outcome.COMPLETE
                            ? answer.body().bytes()
                            : new byte[0],
                    failure -> new byte[0]);
            reservations.put(url.origin(), TdmFile.parse(content));
        }
    }

    /** A sitemap. */
    private final class SitemapRequest implements Request {

        private final SitemapDialogue dialogue;
        private final CrawlUrl url;

        SitemapRequest(SitemapDialogue dialogue, CrawlUrl url) {
            this.dialogue = dialogue;
            this.url = url;
        }

        @Override
        public FetchRequest fetch() {
            return new FetchRequest(url, SitemapUrls.MAX_BYTES, Validators.NONE);
        }

        @Override
        public void accept(FetchResult result, Duration took) throws IOException {
            visitedBeside(dialogue.accept(url, result));
        }
    }

    /** A page, the first of those that wait. */
    private final class PageRequest implements Request {

        private final PlannedUrl planned;

        PageRequest(PlannedUrl planned) {
            this.planned = planned;
        }

        @Override
        public FetchRequest fetch() {
            return new FetchRequest(
                    planned.target().url(),
                    config.budget().maxBodySize().toInt(),
                    planned.before().map(PlannedUrl.EarlierVisit::validators).orElse(Validators.NONE));
        }

        @Override
        public void accept(FetchResult result, Duration took) throws IOException {
            CrawlUrl url = planned.target().url();
            CrawlOutcome outcome =
                    pages.outcome(planned, result, usage(url), took).withRetries(tries);
            log.visited(waiting.remove(outcome), outcome);
            boolean failed = outcome.state().isHostFailure();
            boolean kept = outcome.state() == CrawlState.FETCHED;
            host = host.visited(kept ? 1 : 0, kept ? outcome.bodyBytes() : 0, failed);
            if (host.failures() >= config.politeness().parking().afterFailures()) {
                park(clock.instant().plus(pace.parkingPause(host.parks())));
            }
        }
    }
}
