package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to one host: pauses between them, and tries again when the server is overloaded or unreachable. */
final class PoliteFetcher {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Fetcher fetcher;
    private final Politeness politeness;
    private final Sleeper sleeper;
    private final Clock clock;
    private Duration delay;
    private boolean first = true;

    PoliteFetcher(Fetcher fetcher, Politeness politeness, Sleeper sleeper, Clock clock) {
        this.fetcher = fetcher;
        this.politeness = politeness;
        this.sleeper = sleeper;
        this.clock = clock;
        this.delay = politeness.minDelay();
    }

    /** Widens the pause to what robots.txt asks for. */
    void honour(Duration crawlDelay) {
        delay = delay.compareTo(crawlDelay) < 0 ? crawlDelay : delay;
    }

    FetchResult fetch(CrawlUrl url, int maxBodyBytes) throws InterruptedException {
        FetchResult result = once(url, maxBodyBytes, delay);
        for (int retry = 0; retry < politeness.retries(); retry++) {
            Optional<Duration> pause = pauseBeforeRetry(result, retry);
            if (pause.isEmpty()) {
                return result;
            }
            result = once(url, maxBodyBytes, pause.get());
        }
        return result;
    }

    private FetchResult once(CrawlUrl url, int maxBodyBytes, Duration pause) throws InterruptedException {
        if (!first && !pause.isZero()) {
            sleeper.sleep(pause);
        }
        first = false;
        return fetcher.fetch(url, maxBodyBytes);
    }

    /** How long to wait for another try; empty when another try is pointless or would take too long. */
    private Optional<Duration> pauseBeforeRetry(FetchResult result, int retry) {
        return result.fold(
                answer -> answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERRORS
                        ? answer.retryAfter(clock.instant())
                                .map(this::longer)
                                .or(() -> Optional.of(doubled(retry)))
                                .filter(pause -> pause.compareTo(politeness.maxDelay()) <= 0)
                        : Optional.empty(),
                failure ->
                        failure.state() == CrawlState.FAILED_CONNECTION || failure.state() == CrawlState.FAILED_TIMEOUT
                                ? Optional.of(doubled(retry))
                                : Optional.empty());
    }

    private Duration doubled(int retry) {
        Duration start = delay.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : delay;
        Duration pause = start.multipliedBy(1L << retry);
        return pause.compareTo(politeness.maxDelay()) > 0 ? politeness.maxDelay() : pause;
    }

    private Duration longer(Duration asked) {
        return asked.compareTo(delay) < 0 ? delay : asked;
    }
}
