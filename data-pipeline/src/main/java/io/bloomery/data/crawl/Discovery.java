package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.url.CrawlUrl;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What a crawl takes into its frontier: its seeds, and what it finds on the way. Pure. */
public final class Discovery {

    private final CrawlConfig config;
    private final UrlSelection selection;
    private final UrlTraps traps;

    public Discovery(CrawlConfig config) {
        this.config = requireNonNull(config, "config");
        this.selection = new UrlSelection(config);
        this.traps = new UrlTraps(config.traps());
    }

    /**
     * A URL that was met.
     *
     * @param via the URL that led to it; empty for seeds
     * @param refusal why it is not wanted; empty where it is to be visited
     */
    public record Found(CrawlTarget target, String via, Optional<CrawlState> refusal) implements Serializable {
        public Found {
            requireNonNull(target, "target");
            requireNonNull(via, "via");
            requireNonNull(refusal, "refusal");
        }
    }

    /** The seeds, each once. */
    public List<Found> seeds() {
        return config.seedUrls().stream()
                .map(seed -> found(new CrawlTarget(seed, 0, 0), ""))
                .toList();
    }

    /** Whether what an outcome leads to is taken in. */
    public boolean follows(CrawlState state) {
        return state == CrawlState.REDIRECTED || config.scope() != CrawlScope.LIST;
    }

    /** A link without the identifiers of sessions, as it goes into the frontier; only redirects may insist on them. */
    CrawlUrl withoutSession(CrawlUrl link) {
        return traps.withoutSession(link);
    }

    /**
     * A URL that was met on the way; empty where it is none.
     *
     * @param url in its normal spelling
     */
    public Optional<Found> link(String url, int depth, int redirects, String via) {
        return CrawlUrl.parse(url).map(parsed -> found(new CrawlTarget(parsed, depth, redirects), via));
    }

    private Found found(CrawlTarget target, String via) {
        return new Found(target, via, selection.refusal(target));
    }
}
