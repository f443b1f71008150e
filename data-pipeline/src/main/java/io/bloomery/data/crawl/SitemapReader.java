package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the sitemaps that robots.txt names, and those that they name; bounded in number, size and URLs. */
final class SitemapReader {

    /** Sitemaps read of one host. */
    static final int MAX_SITEMAPS = 50;

    private static final int OK = 200;

    private final PoliteFetcher fetcher;
    private final RobotsRules robots;

    SitemapReader(PoliteFetcher fetcher, RobotsRules robots) {
        this.fetcher = fetcher;
        this.robots = robots;
    }

    /** One outcome per sitemap; those that cannot be read say so in their detail. */
    List<CrawlOutcome> read() throws InterruptedException {
        Deque<String> waiting = new ArrayDeque<>(robots.sitemaps());
        Set<CrawlUrl> seen = new HashSet<>();
        List<CrawlOutcome> outcomes = new ArrayList<>();
        int urls = 0;
        while (!waiting.isEmpty() && seen.size() < MAX_SITEMAPS && urls < SitemapUrls.MAX_URLS) {
            Optional<CrawlUrl> url = CrawlUrl.parse(waiting.poll());
            if (url.isEmpty() || !seen.add(url.get())) {
                continue;
            }
            FetchResult result = fetcher.fetch(url.get(), SitemapUrls.MAX_BYTES);
            SitemapUrls listed = result.fold(
                            answer -> listed(url.get(), answer), failure -> Optional.<SitemapUrls>empty())
                    .orElse(new SitemapUrls(List.of(), List.of()));
            waiting.addAll(listed.sitemaps());
            urls += listed.pages().size();
            outcomes.add(outcome(url.get(), result, listed));
        }
        return outcomes;
    }

    private static Optional<SitemapUrls> listed(CrawlUrl url, FetchResult.Answer answer) {
        return answer.status() == OK ? SitemapUrls.parse(url, answer.body().bytes()) : Optional.empty();
    }

    private static CrawlOutcome outcome(CrawlUrl url, FetchResult result, SitemapUrls listed) {
        CrawlTarget target = new CrawlTarget(url, 0, 0);
        String found = listed.pages().size() + " URLs, " + listed.sitemaps().size() + " sitemaps";
        return result.fold(
                answer -> new CrawlOutcome(
                        target,
                        CrawlState.SITEMAP,
                        answer.status(),
                        found,
                        listed.pages(),
                        answer.exchange().body().length,
                        Optional.empty()),
                failure -> CrawlOutcome.of(target, failure.state(), failure.detail()));
    }
}
