package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a crawl remembers of a host from one round to the next.
 *
 * @param pages in the archive
 * @param bytes of their bodies, as sent
 * @param failures URLs that failed in a row, up to now
 * @param parks times the host was parked since it last answered
 * @param notBefore when it may be asked again: its pause is over then, or its parking; {@link Instant#EPOCH} where nothing
 *     speaks against it
 * @param delay what its robots.txt asks for; zero where it asks for none
 * @param sitemapsRead whether its sitemaps were looked at
 * @param givenUp whether it is not visited any more
 * @param robots its robots.txt, one an origin
 */
public record HostRecord(
        String host,
        long pages,
        long bytes,
        int failures,
        int parks,
        Instant notBefore,
        Duration delay,
        boolean sitemapsRead,
        boolean givenUp,
        List<RobotsCopy> robots)
        implements Serializable {

    public HostRecord {
        requireNonNull(host, "host");
        requireNonNull(notBefore, "notBefore");
        requireNonNull(delay, "delay");
        robots = List.copyOf(robots);
    }

    /** A host that nobody has visited. */
    public static HostRecord unvisited(String host) {
        return new HostRecord(host, 0, 0, 0, 0, Instant.EPOCH, Duration.ZERO, false, false, List.of());
    }

    /** The same, and not to be asked before this moment. */
    public HostRecord notBefore(Instant moment) {
        return new HostRecord(host, pages, bytes, failures, parks, moment, delay, sitemapsRead, givenUp, robots);
    }

    HostRecord withRobots(List<RobotsCopy> copies) {
        return new HostRecord(host, pages, bytes, failures, parks, notBefore, delay, sitemapsRead, givenUp, copies);
    }

    HostRecord withDelay(Duration asked) {
        return new HostRecord(host, pages, bytes, failures, parks, notBefore, asked, sitemapsRead, givenUp, robots);
    }

    HostRecord withSitemapsRead() {
        return new HostRecord(host, pages, bytes, failures, parks, notBefore, delay, true, givenUp, robots);
    }

    /** After a URL that failed, or one that did not. */
    HostRecord visited(int newPages, long newBytes, boolean failed) {
        return new HostRecord(
                host,
                pages + newPages,
                bytes + newBytes,
                failed ? failures + 1 : 0,
                failed ? parks : 0,
                notBefore,
                delay,
                sitemapsRead,
                givenUp,
                robots);
    }

    HostRecord parkedUntil(Instant moment) {
        return new HostRecord(host, pages, bytes, failures, parks + 1, moment, delay, sitemapsRead, givenUp, robots);
    }

    HostRecord withoutHope() {
        return new HostRecord(host, pages, bytes, failures, parks, notBefore, delay, sitemapsRead, true, robots);
    }
}
