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
 * Parses sitemaps, one at a time however many threads ask: a parsed sitemap of 50 MB takes several times that.
 *
 * <p>The visits of one machine share one.
 */
public final class SitemapParser {

    /** Reads a sitemap; empty when it is none. */
    synchronized Optional<SitemapUrls> parse(CrawlUrl url, byte[] content) {
        byte[] xml =
                ContentEncoding.decode(content, "gzip", SitemapUrls.MAX_BYTES).bytes(); // else as it is
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
                        .limit(SitemapUrls.MAX_URLS)
                        .map(sitemap -> sitemap.getUrl().toString())
                        .toList());
    }

    private static SitemapUrls pages(SiteMap sitemap) {
        return new SitemapUrls(
                sitemap.getSiteMapUrls().stream()
                        .limit(SitemapUrls.MAX_URLS)
                        .map(page -> page.getUrl().toString())
                        .toList(),
                List.of());
    }
}
