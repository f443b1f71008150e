package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The URLs of one sitemap, each once, up to the protocol's limit. */
final class SitemapCollector {

    private final CrawlUrl sitemap;
    private final Set<String> pages = new LinkedHashSet<>();
    private final Set<String> sitemaps = new LinkedHashSet<>();

    SitemapCollector(CrawlUrl sitemap) {
        this.sitemap = sitemap;
    }

    /** Takes a page; false where the text is no URL. */
    boolean page(String url) {
        return add(url, pages);
    }

    /** Takes a sitemap; false where the text is no URL. */
    boolean sitemap(String url) {
        return add(url, sitemaps);
    }

    boolean isFull() {
        return pages.size() + sitemaps.size() >= SitemapUrls.MAX_URLS;
    }

    boolean isEmpty() {
        return pages.isEmpty() && sitemaps.isEmpty();
    }

    SitemapUrls urls() {
        List<String> found = new ArrayList<>(pages);
        return new SitemapUrls(found, new ArrayList<>(sitemaps));
    }

    /** References are relative to the sitemap in feeds, and by mistake elsewhere; a word alone is none. */
    private boolean add(String url, Set<String> urls) {
        String text = url.strip();
        boolean reference = text.contains("/") && text.indexOf(' ') < 0;
        Optional<CrawlUrl> absolute = reference ? sitemap.resolve(text) : Optional.empty();
        if (absolute.isPresent() && !isFull()) {
            urls.add(absolute.get().toString());
        }
        return absolute.isPresent();
    }
}
