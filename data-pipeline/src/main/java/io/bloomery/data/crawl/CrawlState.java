package io.bloomery.data.crawl;

import java.util.Locale;

/** What became of a URL; every URL that a crawl meets ends in exactly one of these. */
public enum CrawlState {
    /** The page is in the archive. */
    FETCHED,
    /** The server says that the page is what an earlier crawl archived (status 304); the archive says so, too. */
    NOT_MODIFIED,
    /** The page came back as an earlier crawl archived it, byte for byte; the archive says so and does not repeat it. */
    UNCHANGED,
    /** A robots.txt, or a file of TDM reservations; the detail says why it could not be had, where it could not. */
    ROBOTS,
    /** A sitemap; its URLs were added, or the detail says why there are none. */
    SITEMAP,
    /** Not tried: a sitemap that lies on another host than the one that names it. */
    SITEMAP_SKIPPED,
    /** Answered with a redirect; the target is a URL of its own. */
    REDIRECTED,
    /** robots.txt forbids it. */
    BLOCKED_BY_ROBOTS,
    /** robots.txt could not be had because of a server or network error, which forbids everything (RFC 9309). */
    ROBOTS_UNREACHABLE,
    /** robots.txt asks for a longer delay than the crawl is willing to wait. */
    DELAY_TOO_LONG,
    /** The page asks not to be indexed; its links were followed. */
    NO_INDEX,
    /** The page reserves itself from text mining or the training of models. */
    OPTED_OUT,
    /** Not HTML. */
    NOT_HTML,
    /** The body is larger than allowed, as sent or decoded. */
    TOO_LARGE,
    /** The body is not in the content encoding it claims, or in one that is not supported. */
    BAD_ENCODING,
    /** Status 404 or 410. */
    NOT_FOUND,
    /** Another status of 400 to 499, or one that makes no sense here. */
    REFUSED_BY_SERVER,
    /** Status 429, or 503 with a time to wait, more often than retries allow. */
    RATE_LIMITED,
    /** Status of 500 and above, after retries. */
    SERVER_ERROR,
    /** The name of the host is unknown. */
    FAILED_DNS,
    /** The host resolves to an address that may not be visited, such as a private or loopback one. */
    REFUSED_ADDRESS,
    /** No connection, or it broke. */
    FAILED_CONNECTION,
    /** The certificate or the handshake was refused. */
    FAILED_TLS,
    /** No complete answer in time. */
    FAILED_TIMEOUT,
    /** What came back is not HTTP. */
    FAILED_PROTOCOL,
    /** Not tried, because the host failed too often in a row, whenever it was asked. */
    HOST_GIVEN_UP,
    /** Not tried: redirects led on and on. */
    TOO_MANY_REDIRECTS,
    /** Not tried: outside the scope. */
    OUT_OF_SCOPE,
    /** Not tried: excluded, or not included, by a pattern of the configuration. */
    EXCLUDED,
    /** Not tried: made up by software without end, as far as the URL tells. */
    TRAP,
    /** Not tried: more links away from the seeds than allowed. */
    TOO_DEEP,
    /** Not tried: the budget of pages was spent. */
    OVER_BUDGET;

    /** Whether the URL is one of a page, so that it counts; sitemaps and robots.txt only lead to pages. */
    public boolean isOfPage() {
        return this != ROBOTS && this != SITEMAP && this != SITEMAP_SKIPPED;
    }

    /** Whether the server of a page was asked for it, or would have been if it could be reached. */
    boolean isAnswerToVisit() {
        return switch (this) {
            case ROBOTS,
                    SITEMAP,
                    SITEMAP_SKIPPED,
                    BLOCKED_BY_ROBOTS,
                    ROBOTS_UNREACHABLE,
                    DELAY_TOO_LONG,
                    HOST_GIVEN_UP -> false;
            default -> true;
        };
    }

    /** Whether the archive has a record of the page. */
    public boolean isArchived() {
        return this == FETCHED || this == NOT_MODIFIED || this == UNCHANGED;
    }

    /** Whether the page is what an earlier crawl archived. */
    public boolean isRevisit() {
        return this == NOT_MODIFIED || this == UNCHANGED;
    }

    /** Whether it speaks against the host, and not only against the page. */
    boolean isHostFailure() {
        return switch (this) {
            case FAILED_DNS, FAILED_CONNECTION, FAILED_TLS, FAILED_TIMEOUT, SERVER_ERROR, RATE_LIMITED -> true;
            default -> false;
        };
    }

    /**
     * The state of a label.
     *
     * @throws IllegalArgumentException where no state has it
     */
    public static CrawlState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The name in tables and counters, such as {@code blocked-by-robots}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
