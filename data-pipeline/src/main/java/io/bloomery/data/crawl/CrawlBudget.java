package io.bloomery.data.crawl;

import io.bloomery.data.config.ByteSize;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code crawl.budget}; how much a crawl may take. Pages are those kept, bytes those of their bodies as sent.
 *
 * @param maxPages {@code max-pages}: of all hosts
 * @param maxPagesPerHost {@code max-pages-per-host}
 * @param maxPagesPerDomain {@code max-pages-per-domain}: of all hosts of a registrable domain
 * @param maxBytes {@code max-bytes}: of all hosts; no page is planned once it is reached
 * @param maxBytesPerHost {@code max-bytes-per-host}
 * @param maxBytesPerDomain {@code max-bytes-per-domain}
 * @param depths {@code depths}: how much of single depths
 * @param maxDepth {@code max-depth}: links away from a seed; 0 takes the seeds only
 * @param maxKnownUrls {@code max-known-urls}: URLs the frontier takes in; further ones are counted, not listed
 * @param maxBodySize {@code max-body-size}: largest body of a page, as sent and decoded
 */
public record CrawlBudget(
        int maxPages,
        int maxPagesPerHost,
        int maxPagesPerDomain,
        ByteSize maxBytes,
        ByteSize maxBytesPerHost,
        ByteSize maxBytesPerDomain,
        List<DepthBudget> depths,
        int maxDepth,
        long maxKnownUrls,
        ByteSize maxBodySize)
        implements Serializable {

    private static final long LARGEST_BODY = 1L << 30;

    /**
     * An element of {@code crawl.budget.depths}.
     *
     * @param depth {@code depth}: links away from a seed
     * @param maxPages {@code max-pages}: pages to keep of this depth
     */
    public record DepthBudget(int depth, int maxPages) implements Serializable {
        public DepthBudget {
            if (depth < 0 || maxPages < 0) {
                throw new IllegalArgumentException(
                        "depth and max-pages must not be negative but are " + depth + " and " + maxPages);
            }
        }
    }

    public CrawlBudget {
        requirePositive("max-pages", maxPages);
        requirePositive("max-pages-per-host", maxPagesPerHost);
        requirePositive("max-pages-per-domain", maxPagesPerDomain);
        requirePositive("max-bytes", maxBytes.bytes());
        requirePositive("max-bytes-per-host", maxBytesPerHost.bytes());
        requirePositive("max-bytes-per-domain", maxBytesPerDomain.bytes());
        requirePositive("max-known-urls", maxKnownUrls);
        depths = List.copyOf(depths);
        if (depths.stream().map(DepthBudget::depth).distinct().count() < depths.size()) {
            throw new IllegalArgumentException("depths names a depth more than once");
        }
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

    private static void requirePositive(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
