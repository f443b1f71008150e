package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.url.CrawlUrl;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * robots.txt of one origin as it was when it could be had last; good for 24 hours, and longer only while the file cannot
 * be had (RFC 9309, 2.4).
 *
 * @param origin scheme, host and port
 * @param fetched when the server answered; for copies without an answer, when it did not
 * @param asked when it was asked for last; later than {@code fetched} while an old copy is kept in use
 * @param content the file, for {@link Kind#RULES}; shared, and not to be changed
 * @param detail why it could not be had; empty where it could
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RobotsCopy(String origin, Instant fetched, Instant asked, Kind kind, byte[] content, String detail)
        implements Serializable {

    /** RFC 9309, 2.4: a cached copy should not be used for longer. */
    static final Duration MAX_AGE = Duration.ofHours(24);

    /** How long to wait before a robots.txt that could not be had is asked for again. */
    static final Duration UNREACHABLE_AGE = Duration.ofHours(1);

    private static final byte[] NOTHING = {};

    /** What the answer means. */
    public enum Kind {
        /** There are rules. */
        RULES,
        /** There is no robots.txt: everything is allowed. */
        ABSENT,
        /** A server or network error: nothing is allowed. */
        UNREACHABLE,
        /** The host lies at an address that may not be visited. */
        REFUSED_ADDRESS
    }

    public RobotsCopy {
        requireNonNull(origin, "origin");
        requireNonNull(fetched, "fetched");
        requireNonNull(asked, "asked");
        requireNonNull(kind, "kind");
        requireNonNull(content, "content");
        requireNonNull(detail, "detail");
    }

    static RobotsCopy rules(String origin, Instant fetched, byte[] content) {
        byte[] bounded =
                content.length > RobotsRules.MAX_BYTES ? Arrays.copyOf(content, RobotsRules.MAX_BYTES) : content;
        return new RobotsCopy(origin, fetched, fetched, Kind.RULES, bounded, "");
    }

    static RobotsCopy absent(String origin, Instant fetched) {
        return new RobotsCopy(origin, fetched, fetched, Kind.ABSENT, NOTHING, "");
    }

    static RobotsCopy unreachable(String origin, Instant asked, FetchResult.Failure why) {
        Kind kind = why.state() == CrawlState.REFUSED_ADDRESS ? Kind.REFUSED_ADDRESS : Kind.UNREACHABLE;
        return new RobotsCopy(origin, asked, asked, kind, NOTHING, why.detail());
    }

    /** Whether this copy holds what a server said, which stays in use while the server cannot be reached. */
    boolean isAnswer() {
        return kind == Kind.RULES || kind == Kind.ABSENT;
    }

    /** This copy, kept in use because robots.txt could not be had again. */
    RobotsCopy keptAt(Instant now, String why) {
        return new RobotsCopy(origin, fetched, now, kind, content, why);
    }

    /** Whether robots.txt need not be asked for again. */
    boolean isFresh(Instant now) {
        boolean reached = isAnswer() && detail.isEmpty();
        return now.isBefore(reached ? fetched.plus(MAX_AGE) : asked.plus(UNREACHABLE_AGE));
    }

    /** The rules for this crawler; {@code url} is any URL of the origin. */
    RobotsRules read(CrawlUrl url, String userAgent) {
        return switch (kind) {
            case RULES -> RobotsRules.parse(url, content, userAgent);
            case ABSENT -> RobotsRules.allowAll();
            case UNREACHABLE -> RobotsRules.unreachable(new FetchResult.Failure(CrawlState.ROBOTS_UNREACHABLE, detail));
            case REFUSED_ADDRESS ->
                RobotsRules.unreachable(new FetchResult.Failure(CrawlState.REFUSED_ADDRESS, detail));
        };
    }
}
