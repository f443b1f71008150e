package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

/**
 * What the visits of one task have in common.
 *
 * @param clock must never go back
 * @param log where they report to
 */
public record VisitSetting(CrawlConfig config, Discovery discovery, SitemapParser sitemaps, Clock clock, VisitLog log) {

    public VisitSetting {
        requireNonNull(config, "config");
        requireNonNull(discovery, "discovery");
        requireNonNull(sitemaps, "sitemaps");
        requireNonNull(clock, "clock");
        requireNonNull(log, "log");
    }

    /** A setting with what the configuration asks for. */
    public static VisitSetting of(CrawlConfig config, Clock clock, VisitLog log) {
        return new VisitSetting(config, new Discovery(config), new SitemapParser(), clock, log);
    }
}
