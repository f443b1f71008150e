package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asking for the sitemaps that robots.txt names, and for those that they name; bounded in number, size and URLs.
 *
 * <p>Those on another host are skipped: that host's robots.txt and pauses are not known here.
 */
final class SitemapDialogue {

    /** Sitemaps of one host that are looked at. */
    static final int MAX_SITEMAPS = 50;

    private static final int OK = 200;

    private final String host;
    private final VisitSetting setting;
    private final Deque<String> waiting;
    private final Set<CrawlUrl> seen = new HashSet<>();
    private int urls;

    SitemapDialogue(String host, List<String> named, VisitSetting setting) {
        this.host = host;
        this.setting = setting;
        this.waiting = new ArrayDeque<>(named);
    }

    /** The next sitemap, which may lie on another host; empty when there is none to look at any more. */
    Optional<CrawlUrl> next() {
        while (!waiting.isEmpty() && seen.size() < MAX_SITEMAPS && urls < SitemapUrls.MAX_URLS) {
            Optional<CrawlUrl> url = CrawlUrl.parse(waiting.poll());
            if (url.isPresent() && seen.add(url.get())) {
                return url;
            }
        }
        return Optional.empty();
    }

    /** The outcome for a sitemap that is not asked for; empty for those that are. */
    Optional<CrawlOutcome> skipped(CrawlUrl url) {
        return url.host().equals(host)
                ? Optional.empty()
                : Optional.of(CrawlOutcome.of(target(url), CrawlState.SITEMAP_SKIPPED, "not on " + host));
    }

    /** The outcome of a sitemap; one that cannot be read says so in its detail. */
    CrawlOutcome accept(CrawlUrl url, FetchResult result) {
        SitemapUrls listed = result.fold(answer -> listed(url, answer), failure -> SitemapUrls.NONE);
        waiting.addAll(listed.sitemaps());
        urls += listed.pages().size();
        String found = listed.pages().size() + " URLs, " + listed.sitemaps().size() + " sitemaps";
        return result.fold(
                answer -> CrawlOutcome.answered(target(url), CrawlState.SITEMAP, answer)
                        .withDetail(found)
                        .withLinks(normal(listed.pages())),
                failure -> CrawlOutcome.of(
                        target(url), CrawlState.SITEMAP, failure.state().label() + ": " + failure.detail()));
    }

    private SitemapUrls listed(CrawlUrl url, FetchResult.Answer answer) {
        return answer.status() == OK
                ? setting.sitemaps().parse(url, answer.body().bytes()).orElse(SitemapUrls.NONE)
                : SitemapUrls.NONE;
    }

    private List<String> normal(List<String> urls) {
        return urls.stream()
                .flatMap(url -> CrawlUrl.parse(url).stream())
                .map(setting.discovery()::withoutSession)
                .map(CrawlUrl::toString)
                .toList();
    }

    private static CrawlTarget target(CrawlUrl url) {
        return new CrawlTarget(url, 0, 0);
    }
}
