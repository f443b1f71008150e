package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What one round may do at one host.
 *
 * @param planned URLs to visit
 * @param most URLs that may be asked for, with those that are found on the way; at least as many as are planned
 * @param time that the round takes: the host is asked for no more than its pause lets it answer meanwhile
 * @param known fingerprints of the URLs of the host that the frontier holds
 * @param done what an earlier try of this round visited already
 */
public record HostPlan(List<PlannedUrl> planned, long most, Duration time, Set<Long> known, List<Done> done) {

    /** Shortest pause that is reckoned with: hosts that answer more than a hundred requests a second have their round early. */
    public static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private static final Duration ENDLESS = Duration.ofDays(36_500);
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public HostPlan {
        planned = List.copyOf(planned);
        if (most < planned.size()) {
            throw new IllegalArgumentException(
                    "most must be at least the " + planned.size() + " planned URLs but is " + most);
        }
        requireNonNull(time, "time");
        known = Set.copyOf(known);
        done = List.copyOf(done);
    }

    /**
     * A visit that is over.
     *
     * @param links what it led to
     */
    public record Done(CrawlTarget target, CrawlState state, List<String> links) {
        public Done {
            requireNonNull(target, "target");
            requireNonNull(state, "state");
            links = List.copyOf(links);
        }
    }

    /** Visits these URLs and no other. */
    public static HostPlan of(List<PlannedUrl> planned) {
        return new HostPlan(planned, planned.size(), ENDLESS, Set.of(), List.of());
    }

    /**
     * The number that stands for a URL among those of its host (FNV-1a, 64 bits, over UTF-16 units): where two share one,
     * the second waits for the next round.
     */
    public static long fingerprint(String url) {
        long hash = FNV_BASIS;
        for (int i = 0; i < url.length(); i++) {
            hash = (hash ^ url.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** How many requests a host answers while a round lasts, with such a pause after each. */
    public static long answers(Duration time, Duration pause) {
        Duration longer = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
        return Math.max(1, time.plus(longer).minusNanos(1).dividedBy(longer));
    }
}
