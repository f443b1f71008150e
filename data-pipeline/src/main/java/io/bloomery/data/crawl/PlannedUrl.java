package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * A URL that a round is to visit.
 *
 * @param via the page that led to it; empty for seeds
 * @param interval after which it was due again; zero for URLs that nobody visited
 * @param before what an earlier crawl has of it
 */
public record PlannedUrl(CrawlTarget target, String via, Duration interval, Optional<EarlierVisit> before) {

    public PlannedUrl {
        requireNonNull(target, "target");
        requireNonNull(via, "via");
        requireNonNull(interval, "interval");
        requireNonNull(before, "before");
    }

    /** A URL that no earlier crawl has, and no page led to. */
    public static PlannedUrl of(CrawlTarget target) {
        return found(target, "");
    }

    /** A URL that no earlier crawl has, and that a page led to. */
    static PlannedUrl found(CrawlTarget target, String via) {
        return new PlannedUrl(target, via, Duration.ZERO, Optional.empty());
    }

    /**
     * The page as an earlier crawl archived it.
     *
     * @param validators what the server said to ask with
     * @param payloadDigest as in {@link io.bloomery.data.source.WarcPosition#payloadDigest()}
     * @param recordId of the response record
     * @param date of the response record, ISO 8601
     */
    public record EarlierVisit(Validators validators, String payloadDigest, String recordId, String date)
            implements Serializable {
        public EarlierVisit {
            requireNonNull(validators, "validators");
            requireNonNull(payloadDigest, "payloadDigest");
            requireNonNull(recordId, "recordId");
            requireNonNull(date, "date");
        }
    }
}
