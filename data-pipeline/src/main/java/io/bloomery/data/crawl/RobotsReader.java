package io.bloomery.data.crawl;

import io.bloomery.data.crawl.robots.RobotsFile;
import io.bloomery.data.url.CrawlUrl;
import java.util.Optional;

/** Fetches robots.txt and follows its redirects, as RFC 9309, section 2.3, says. */
final class RobotsReader {

    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final PoliteFetcher fetcher;
    private final String userAgent;

    RobotsReader(PoliteFetcher fetcher, String userAgent) {
        this.fetcher = fetcher;
        this.userAgent = userAgent;
    }

    /** The rules of the URL's origin. */
    RobotsRules read(CrawlUrl url) throws InterruptedException {
        Optional<CrawlUrl> robotsUrl = url.resolve("/robots.txt");
        for (int hops = 0; hops <= RobotsRules.MAX_REDIRECTS && robotsUrl.isPresent(); hops++) {
            CrawlUrl current = robotsUrl.get();
            FetchResult result = fetcher.fetch(current, RobotsFile.MAX_BYTES);
            Optional<CrawlUrl> next = result.fold(answer -> redirect(current, answer), failure -> Optional.empty());
            if (next.isEmpty()) {
                return result.fold(answer -> judge(url, answer), RobotsRules::unreachable);
            }
            robotsUrl = next;
        }
        return RobotsRules.allowAll();
    }

    private static Optional<CrawlUrl> redirect(CrawlUrl current, FetchResult.Answer answer) {
        boolean redirect = answer.status() >= REDIRECTS && answer.status() < CLIENT_ERRORS;
        String location = answer.header("location");
        return redirect && !location.isEmpty() ? current.resolve(location) : Optional.empty();
    }

    private RobotsRules judge(CrawlUrl url, FetchResult.Answer answer) {
        int status = answer.status();
        if (status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS) {
            return RobotsRules.unreachable(
                    new FetchResult.Failure(CrawlState.ROBOTS_UNREACHABLE, "robots.txt answers with status " + status));
        }
        return status >= REDIRECTS
                ? RobotsRules.allowAll()
                : RobotsRules.parse(url, answer.body().bytes(), userAgent);
    }
}
