package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.Politeness;
import java.util.Map;

/** What the archives of a crawl say about how they were made. */
final class CrawlArchive {

    private CrawlArchive() {}

    static Map<String, String> warcinfo(Politeness politeness) {
        return Map.of(
                "software", politeness.userAgent(),
                "operator", politeness.contact(),
                "format", "WARC File Format 1.1",
                "conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                "robots", "RFC 9309");
    }
}
