package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.url.CrawlUrl;

/**
 * A GET request to send.
 *
 * @param maxBodyBytes largest body that is taken, as sent and decoded; longer ones come back cut
 * @param validators to ask with; {@link Validators#NONE} for a plain request
 */
public record FetchRequest(CrawlUrl url, int maxBodyBytes, Validators validators) {
    public FetchRequest {
        requireNonNull(url, "url");
        requireNonNull(validators, "validators");
        if (maxBodyBytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes must not be negative but is " + maxBodyBytes);
        }
    }

    /** A plain request. */
    public static FetchRequest of(CrawlUrl url, int maxBodyBytes) {
        return new FetchRequest(url, maxBodyBytes, Validators.NONE);
    }
}
