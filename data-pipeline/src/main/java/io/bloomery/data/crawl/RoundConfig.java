package io.bloomery.data.crawl;

import java.io.Serializable;
import java.time.Duration;

/**
 * HOCON: {@code crawl.round}; how much is visited before the frontier is brought up to date.
 *
 * @param maxPages {@code max-pages}: largest round
 * @param duration {@code duration}: how long a round is planned to take; hosts with long pauses get fewer URLs
 * @param requestsAtOnce {@code requests-at-once}: requests of one task under way at the same time, each to another host
 */
public record RoundConfig(int maxPages, Duration duration, int requestsAtOnce) implements Serializable {

    private static final int MOST_AT_ONCE = 1024;

    public RoundConfig {
        if (maxPages < 1) {
            throw new IllegalArgumentException("max-pages must be positive but is " + maxPages);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("duration must be positive but is " + duration);
        }
        if (requestsAtOnce < 1 || requestsAtOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "requests-at-once must be in [1, " + MOST_AT_ONCE + "] but is " + requestsAtOnce);
        }
    }
}
