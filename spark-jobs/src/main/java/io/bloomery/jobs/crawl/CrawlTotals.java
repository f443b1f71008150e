package io.bloomery.jobs.crawl;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a crawl came to so far, in figures.
 *
 * @param known URLs in the frontier
 * @param forgotten URLs that were met when the frontier was full
 * @param pages kept
 * @param bytes of their bodies, as sent
 * @param pagesByDepth pages kept, by links away from a seed
 * @param seconds that rounds took
 */
record CrawlTotals(
        @JsonProperty("known") long known,
        @JsonProperty("forgotten") long forgotten,
        @JsonProperty("pages") long pages,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("pages_by_depth") Map<Integer, Long> pagesByDepth,
        @JsonProperty("seconds") double seconds) {

    CrawlTotals {
        pagesByDepth = new TreeMap<>(pagesByDepth);
    }

    static CrawlTotals of(long known) {
        return new CrawlTotals(known, 0, 0, 0, Map.of(), 0);
    }

    CrawlTotals plus(CrawlTotals other) {
        Map<Integer, Long> depths = new TreeMap<>(pagesByDepth);
        other.pagesByDepth.forEach((depth, count) -> depths.merge(depth, count, Long::sum));
        return new CrawlTotals(
                known + other.known,
                forgotten + other.forgotten,
                pages + other.pages,
                bytes + other.bytes,
                depths,
                seconds + other.seconds);
    }

    CrawlTotals plusSeconds(double more) {
        return new CrawlTotals(known, forgotten, pages, bytes, pagesByDepth, seconds + more);
    }
}
