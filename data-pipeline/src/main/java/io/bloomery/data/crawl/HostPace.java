package io.bloomery.data.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When a host may be asked again: after its pause, longer where it is slow, overloaded or broken.
 *
 * <p>Jitter only ever lengthens a pause and depends on the host and the try, so that a crawl waits the same in every run
 * while hosts of one machine do not come back together. Time is what the caller says it is.
 */
final class HostPace {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final double JITTER = 0.25;
    private static final int MAX_DOUBLINGS = 30;

    private final Politeness politeness;
    private final String host;
    private Duration delay;
    private Instant lastAnswer = Instant.MIN;
    private Instant readyAt;

    HostPace(Politeness politeness, String host, Instant readyAt) {
        this.politeness = politeness;
        this.host = host;
        this.delay = politeness.minDelay();
        this.readyAt = readyAt;
    }

    /** Widens the pause, the present one too, to what robots.txt asks for. */
    void honour(Duration crawlDelay) {
        delay = longer(delay, crawlDelay);
        if (lastAnswer.isAfter(Instant.MIN)) {
            waitUntil(lastAnswer.plus(delay));
        }
    }

    /** The pause between two requests, where nothing makes it longer. */
    Duration delay() {
        return delay;
    }

    Instant readyAt() {
        return readyAt;
    }

    /** A request is over: the pause begins, and lasts longer where the answer took long. */
    void settle(Instant started, Instant finished) {
        Duration adaptive = times(Duration.between(started, finished), politeness.delayFactor());
        lastAnswer = finished;
        readyAt = finished.plus(longer(delay, shorter(adaptive, politeness.maxDelay())));
    }

    /** The host is not asked before this moment, whatever else was said. */
    void waitUntil(Instant moment) {
        readyAt = readyAt.isBefore(moment) ? moment : readyAt;
    }

    /**
     * How long to wait for another try; empty where another try is pointless.
     *
     * @param tries further tries so far
     */
    Optional<Duration> pauseBeforeRetry(FetchResult result, int tries, Instant now) {
        return result.fold(
                answer -> isOverloaded(answer.status())
                        ? answer.retryAfter(now).or(() -> Optional.of(backoff(tries)))
                        : Optional.empty(),
                failure ->
                        failure.state() == CrawlState.FAILED_CONNECTION || failure.state() == CrawlState.FAILED_TIMEOUT
                                ? Optional.of(backoff(tries))
                                : Optional.empty());
    }

    /** How long the host is parked for the next time, having been parked so often in a row. */
    Duration parkingPause(int parks) {
        Duration doubled = politeness.parking().pause().multipliedBy(1L << Math.min(parks, MAX_DOUBLINGS));
        return jittered(shorter(doubled, politeness.parking().longest()), parks);
    }

    private static boolean isOverloaded(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
    }

    private Duration backoff(int tries) {
        Duration doubled = longer(delay, FIRST_BACKOFF).multipliedBy(1L << Math.min(tries, MAX_DOUBLINGS));
        return shorter(jittered(doubled, tries), longer(delay, politeness.maxDelay()));
    }

    private Duration jittered(Duration pause, int tries) {
        double share = new SplittableRandom(31L * host.hashCode() + tries).nextDouble() * JITTER;
        return pause.plus(times(pause, share));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
