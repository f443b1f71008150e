package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.time.Clock;
import java.util.Optional;

/** Fetches robots.txt and follows its redirects. */
final class RobotsReader {

    private final PoliteFetcher fetcher;
    private final String userAgent;
    private final Clock clock;

    RobotsReader(PoliteFetcher fetcher, String userAgent, Clock clock) {
        this.fetcher = fetcher;
        this.userAgent = userAgent;
        this.clock = clock;
    }

    /** The rules of the URL's origin. */
    RobotsRules read(CrawlUrl url) throws InterruptedException {
        RobotsDialogue dialogue = new RobotsDialogue(url);
        Optional<RobotsCopy> copy = Optional.empty();
        while (copy.isEmpty()) {
            copy = dialogue.accept(fetcher.fetch(dialogue.next(), RobotsRules.MAX_BYTES), clock.instant());
        }
        return copy.get().read(url, userAgent);
    }
}
