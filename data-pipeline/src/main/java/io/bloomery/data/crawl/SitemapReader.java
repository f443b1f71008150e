package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the sitemaps that robots.txt names, and those that they name; bounded in number, size and URLs.
 *
 * <p>Those on another host are skipped: that host's robots.txt and pauses are not known here.
 */
final class SitemapReader {

    /** Sitemaps of one host that are looked at. */
    static final int MAX_SITEMAPS = 50;

    private static final int OK = 200;

    private final PoliteFetcher fetcher;
    private final SitemapParser parser;

    SitemapReader(PoliteFetcher fetcher, SitemapParser parser) {
        this.fetcher = fetcher;
        this.parser = parser;
    }

    /** One outcome per sitemap; those that cannot be read say so in their detail. */
    List<CrawlOutcome> read(String host, RobotsRules robots) throws InterruptedException {
        Deque<String> waiting = new ArrayDeque<>(robots.sitemaps());
        Set<CrawlUrl> seen = new HashSet<>();
        List<CrawlOutcome> outcomes = new ArrayList<>();
        int urls = 0;
        while (!waiting.isEmpty() && seen.size() < MAX_SITEMAPS && urls < SitemapUrls.MAX_URLS) {
            Optional<CrawlUrl> url = CrawlUrl.parse(waiting.poll());
            if (url.isEmpty() || !seen.add(url.get())) {
                continue;
            }
            CrawlTarget target = new CrawlTarget(url.get(), 0, 0);
            if (!url.get().host().equals(host)) {
                outcomes.add(CrawlOutcome.of(target, CrawlState.SITEMAP_SKIPPED, "not on " + host));
                continue;
            }
            FetchResult result = fetcher.fetch(url.get(), SitemapUrls.MAX_BYTES);
            SitemapUrls listed = result.fold(answer -> listed(url.get(), answer), failure -> SitemapUrls.NONE);
            waiting.addAll(listed.sitemaps());
            urls += listed.pages().size();
            outcomes.add(outcome(target, result, listed));
        }
        return outcomes;
    }

    private SitemapUrls listed(CrawlUrl url, FetchResult.Answer answer) {
        return answer.status() == OK
                ? parser.parse(url, answer.body().bytes()).orElse(SitemapUrls.NONE)
                : SitemapUrls.NONE;
    }

    private static CrawlOutcome outcome(CrawlTarget target, FetchResult result, SitemapUrls listed) {
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
                failure -> CrawlOutcome.of(
                        target, CrawlState.SITEMAP, failure.state().label() + ": " + failure.detail()));
    }
}
