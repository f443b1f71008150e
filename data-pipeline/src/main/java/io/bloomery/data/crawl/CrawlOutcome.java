package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.crawl.usage.UsageStatements;
import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
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
 * @param retries tries that failed before this outcome
 * @param validators what to ask with next time
 * @param usage what the page and its site say about its use
 * @param canonical the URL that the page names as its own
 * @param stored the record in the archive; empty unless the state is one of {@link CrawlState#isArchived()}
 */
public record CrawlOutcome(
        CrawlTarget target,
        CrawlState state,
        int status,
        String detail,
        List<String> links,
        long bodyBytes,
        int retries,
        Validators validators,
        UsageStatements usage,
        Optional<CrawlUrl> canonical,
        Optional<Stored> stored) {

    private static final int MAX_DETAIL = 500;

    public CrawlOutcome {
        requireNonNull(target, "target");
        requireNonNull(state, "state");
        requireNonNull(detail, "detail");
        links = List.copyOf(links);
        requireNonNull(validators, "validators");
        requireNonNull(usage, "usage");
        requireNonNull(canonical, "canonical");
        requireNonNull(stored, "stored");
        detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
    }

    /** An outcome without an answer. */
    public static CrawlOutcome of(CrawlTarget target, CrawlState state, String detail) {
        return new CrawlOutcome(
                target,
                state,
                0,
                detail,
                List.of(),
                0,
                0,
                Validators.NONE,
                UsageStatements.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** An outcome with an answer. */
    static CrawlOutcome answered(CrawlTarget target, CrawlState state, FetchResult.Answer answer) {
        int bytes = answer.exchange().body().length;
        return new CrawlOutcome(
                target,
                state,
                answer.status(),
                "",
                List.of(),
                bytes,
                0,
                answer.validators(),
                UsageStatements.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** Where the URL redirects to; empty where it does not. */
    public Optional<String> redirectTarget() {
        return state == CrawlState.REDIRECTED ? links.stream().findFirst() : Optional.empty();
    }

    CrawlOutcome withDetail(String newDetail) {
        return new CrawlOutcome(
                target, state, status, newDetail, links, bodyBytes, retries, validators, usage, canonical, stored);
    }

    CrawlOutcome withLinks(List<String> newLinks) {
        return new CrawlOutcome(
                target, state, status, detail, newLinks, bodyBytes, retries, validators, usage, canonical, stored);
    }

    /** What the page says of itself. */
    CrawlOutcome with(PageRules page) {
        return new CrawlOutcome(
                target,
                state,
                status,
                detail,
                page.links().stream().map(CrawlUrl::toString).toList(),
                bodyBytes,
                retries,
                validators,
                page.usage(),
                page.canonical(),
                stored);
    }

    CrawlOutcome withRetries(int newRetries) {
        return new CrawlOutcome(
                target, state, status, detail, links, bodyBytes, newRetries, validators, usage, canonical, stored);
    }

    CrawlOutcome storedAs(Stored record) {
        return new CrawlOutcome(
                target,
                state,
                status,
                detail,
                links,
                bodyBytes,
                retries,
                validators,
                usage,
                canonical,
                Optional.of(record));
    }

    /**
     * A record in the archive.
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
