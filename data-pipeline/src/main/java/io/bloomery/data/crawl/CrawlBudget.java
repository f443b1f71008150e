package io.bloomery.data.crawl;

import io.bloomery.data.config.ByteSize;
import java.io.Serializable;

/**
 * HOCON: {@code crawl.budget}; how much a crawl may take.
 *
 * @param maxPages {@code max-pages}: pages to keep
 * @param maxPagesPerHost {@code max-pages-per-host}: pages to keep of one host
 * @param maxDepth {@code max-depth}: links away from a seed; 0 takes the seeds only
 * @param maxKnownUrls {@code max-known-urls}: URLs the planner remembers; further ones are counted, not listed
 * @param maxBodySize {@code max-body-size}: largest body of a page, as sent and decoded
 */
public record CrawlBudget(int maxPages, int maxPagesPerHost, int maxDepth, int maxKnownUrls, ByteSize maxBodySize)
        implements Serializable {

    private static final long LARGEST_BODY = 1L << 30;

    public CrawlBudget {
        requirePositive("max-pages", maxPages);
        requirePositive("max-pages-per-host", maxPagesPerHost);
        requirePositive("max-known-urls", maxKnownUrls);
        if (maxDepth < 0) {
            throw new IllegalArgumentException("max-depth must not be negative but is " + maxDepth);
        }
        if (maxBodySize.bytes() < 1 || maxBodySize.bytes() > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "max-body-size must be in [1 byte, 1 GiB] but is " + maxBodySize.bytes() + " bytes");
        }
        if (maxKnownUrls < maxPages) {
            throw new IllegalArgumentException("max-known-urls must be at least max-pages, or the budget cannot be"
                    + " spent, but is " + maxKnownUrls + " < " + maxPages);
        }
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
