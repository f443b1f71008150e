package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * HOCON: {@code crawl.recrawl}; visiting again what an earlier crawl visited.
 *
 * @param of {@code of}: directory of the table {@code frontier} of the earlier crawl; empty for a crawl from the seeds
 * @param interval {@code interval}: how long after its visit a page is due again
 * @param adaptive {@code adaptive}: halve the interval of a page that has changed, and double that of one that has not
 * @param shortest {@code shortest}: no interval gets shorter
 * @param longest {@code longest}: no interval gets longer
 */
public record RecrawlConfig(String of, Duration interval, boolean adaptive, Duration shortest, Duration longest)
        implements Serializable {

    public RecrawlConfig {
        requireNonNull(of, "of");
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval must not be negative but is " + interval);
        }
        if (shortest.isNegative()) {
            throw new IllegalArgumentException("shortest must not be negative but is " + shortest);
        }
        if (longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("longest must be at least shortest but is " + longest);
        }
    }

    /** Whether there is an earlier crawl to go on from. */
    public boolean isRecrawl() {
        return !of.isEmpty();
    }

    /** The same without where the earlier crawl lies: what it holds is what counts. */
    RecrawlConfig withoutPath() {
        return new RecrawlConfig("", interval, adaptive, shortest, longest);
    }

    /** The interval after a visit that found the page changed, or not. */
    public Duration next(Duration before, boolean changed) {
        if (!adaptive) {
            return interval;
        }
        Duration next = changed ? before.dividedBy(2) : before.multipliedBy(2);
        Duration notTooLong = next.compareTo(longest) > 0 ? longest : next;
        return notTooLong.compareTo(shortest) < 0 ? shortest : notTooLong;
    }
}
