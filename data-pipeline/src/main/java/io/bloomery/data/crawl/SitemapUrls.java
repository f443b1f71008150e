package io.bloomery.data.crawl;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import io.bloomery.data.source.ContentEncoding;
import io.bloomery.data.url.CrawlUrl;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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

    SitemapUrls {
        pages = List.copyOf(pages);
        sitemaps = List.copyOf(sitemaps);
    }

    /** Reads a sitemap; empty when it is none. */
    static Optional<SitemapUrls> parse(CrawlUrl url, byte[] content) {
        byte[] xml = ContentEncoding.decode(content, "gzip", MAX_BYTES).bytes(); // leaves what is not gzip as it is
        try {
            AbstractSiteMap parsed = new SiteMapParser(false)
                    .parseSiteMap(xml, URI.create(url.toString()).toURL());
            return Optional.of(parsed.isIndex() ? index((SiteMapIndex) parsed) : pages((SiteMap) parsed));
        } catch (UnknownFormatException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SitemapUrls index(SiteMapIndex index) {
        return new SitemapUrls(
                List.of(),
                index.getSitemaps().stream()
                        .limit(MAX_URLS)
                        .map(sitemap -> sitemap.getUrl().toString())
                        .toList());
    }

    private static SitemapUrls pages(SiteMap sitemap) {
        return new SitemapUrls(
                sitemap.getSiteMapUrls().stream()
                        .limit(MAX_URLS)
                        .map(page -> page.getUrl().toString())
                        .toList(),
                List.of());
    }
}
