package io.bloomery.data.crawl;

import io.bloomery.data.source.HttpExchange;
import io.bloomery.data.source.Revisit;
import io.bloomery.data.source.WarcPosition;
import java.io.IOException;
import java.util.Map;

/** Where visits report to: the archive, and what was learned; called by several threads at once. */
public interface VisitLog {

    /**
     * Archives a page.
     *
     * @param facts of the metadata record, by name
     */
    WarcPosition page(HttpExchange exchange, Map<String, String> facts) throws IOException;

    /** Archives that a page is what it was. */
    WarcPosition revisit(HttpExchange exchange, Revisit revisit) throws IOException;

    /** Archives a robots.txt. */
    WarcPosition robots(HttpExchange exchange) throws IOException;

    /** A URL that was planned has come to its end; what it has in the archive was archived before. */
    void visited(PlannedUrl planned, CrawlOutcome outcome) throws IOException;

    /** Something about the host is known that was not; the last word counts. */
    void learned(HostRecord host) throws IOException;

    /** The visit of a host is over; comes once, and says all that is known of it. */
    void over(HostRecord host) throws IOException;
}
