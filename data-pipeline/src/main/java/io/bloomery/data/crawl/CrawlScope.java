package io.bloomery.data.crawl;

/** How far from its seeds a crawl may go. */
public enum CrawlScope {
    /** The hosts of the seeds. */
    HOST,
    /** The registrable domains of the seeds, with all their hosts. */
    DOMAIN,
    /** The seeds themselves and what they redirect to on the same host; no link is followed. */
    LIST
}
