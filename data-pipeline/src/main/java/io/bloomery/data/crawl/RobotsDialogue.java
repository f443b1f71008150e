package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.source.ContentEncoding.Outcome;
import io.bloomery.data.url.CrawlUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * Asking for robots.txt of one origin, request by request, with its redirects, as RFC 9309, section 2.3, says.
 *
 * <p>Stricter than it in two points that it leaves open: 429 counts as unreachable, since a server that asks for fewer
 * requests has not said that all are welcome; and a file that was never had closes its origin however long it stays
 * unreachable, while an older copy stays in use.
 */
final class RobotsDialogue {

    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String origin;
    private final Optional<RobotsCopy> before;
    private CrawlUrl next;
    private int hops;

    RobotsDialogue(CrawlUrl page) {
        this(page, Optional.empty());
    }

    /**
     * A dialogue after an earlier one.
     *
     * @param before the copy that is no longer fresh
     */
    RobotsDialogue(CrawlUrl page, Optional<RobotsCopy> before) {
        this.origin = page.origin();
        this.before = requireNonNull(before, "before");
        this.next = page.resolve("/robots.txt")
                .orElseThrow(() -> new IllegalArgumentException("no robots.txt belongs to " + page));
    }

    /** The URL to ask for next. */
    CrawlUrl next() {
        return next;
    }

    /** Takes in an answer; the copy of robots.txt once it is known, empty while there is a redirect to follow. */
    Optional<RobotsCopy> accept(FetchResult result, Instant now) {
        return result.fold(answer -> accept(answer, now), failure -> Optional.of(unreachable(failure, now)));
    }

    private Optional<RobotsCopy> accept(FetchResult.Answer answer, Instant now) {
        Optional<CrawlUrl> target = redirect(answer);
        if (target.isEmpty()) {
            return Optional.of(judge(answer, now));
        }
        if (hops == RobotsRules.MAX_REDIRECTS) {
            return Optional.of(RobotsCopy.absent(origin, now));
        }
        hops++;
        next = target.get();
        return Optional.empty();
    }

    private Optional<CrawlUrl> redirect(FetchResult.Answer answer) {
        boolean redirect = answer.status() >= REDIRECTS && answer.status() < CLIENT_ERRORS;
        String location = answer.header("location");
        return redirect && !location.isEmpty() ? next.resolve(location) : Optional.empty();
    }

    private RobotsCopy judge(FetchResult.Answer answer, Instant now) {
        int status = answer.status();
        if (status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS) {
            return unreachable("robots.txt answers with status " + status, now);
        }
        if (status >= REDIRECTS) {
            return RobotsCopy.absent(origin, now);
        }
        Outcome outcome = answer.body().outcome();
        return outcome == Outcome.COMPLETE || outcome == Outcome.TOO_LARGE
                ? RobotsCopy.rules(origin, now, answer.body().bytes())
                : unreachable("robots.txt cannot be decoded: " + answer.header("content-encoding"), now);
    }

    private RobotsCopy unreachable(String why, Instant now) {
        return unreachable(new FetchResult.Failure(CrawlState.ROBOTS_UNREACHABLE, why), now);
    }

    private RobotsCopy unreachable(FetchResult.Failure why, Instant now) {
        boolean refused = why.state() == CrawlState.REFUSED_ADDRESS;
        return before.filter(copy -> copy.isAnswer() && !refused)
                .map(copy -> copy.keptAt(now, why.detail()))
                .orElseGet(() -> RobotsCopy.unreachable(origin, now, why));
    }
}
