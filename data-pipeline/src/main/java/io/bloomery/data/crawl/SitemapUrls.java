package io.bloomery.data.crawl;

import java.util.List;

/**
 * What a sitemap or a sitemap index lists (sitemaps.org); also RSS, Atom and plain lists.
 *
 * @param pages URLs of pages, as written
 * @param sitemaps URLs of further sitemaps, as written
 */
record SitemapUrls(List<String> pages, List<String> sitemaps) {

    /** The protocol's own limits: 50 MB and 50,000 URLs. */
    static final int MAX_BYTES = 50 * 1024 * 1024;

    static final int MAX_URLS = 50_000;

    static final SitemapUrls NONE = new SitemapUrls(List.of(), List.of());

    SitemapUrls {
        pages = List.copyOf(pages);
        sitemaps = List.copyOf(sitemaps);
    }
}
