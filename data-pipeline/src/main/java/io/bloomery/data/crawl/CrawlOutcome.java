package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.source.WarcPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one URL.
 *
 * @param status HTTP status; 0 where there was no answer
 * @param detail for people: the error, the location of a redirect, the reason of a refusal; empty where nothing to say
 * @param links what the URL led to, in document order: links of a page, URLs of a sitemap, the target of a redirect
 * @param bodyBytes size of the body as it was sent
 * @param stored where the page lies in the archive; empty unless the state is {@link CrawlState#FETCHED}
 */
public record CrawlOutcome(
        CrawlTarget target,
        CrawlState state,
        int status,
        String detail,
        List<String> links,
        long bodyBytes,
        Optional<Stored> stored) {

    public CrawlOutcome {
        requireNonNull(target, "target");
        requireNonNull(state, "state");
        requireNonNull(detail, "detail");
        links = List.copyOf(links);
        requireNonNull(stored, "stored");
    }

    /** An outcome without an answer. */
    public static CrawlOutcome of(CrawlTarget target, CrawlState state, String detail) {
        return new CrawlOutcome(target, state, 0, detail, List.of(), 0, Optional.empty());
    }

    /**
     * A page in the archive.
     *
     * @param mime media type without parameters
     */
    public record Stored(WarcPosition position, Instant date, String mime) {
        public Stored {
            requireNonNull(position, "position");
            requireNonNull(date, "date");
            requireNonNull(mime, "mime");
        }
    }
}
