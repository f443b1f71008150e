package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.url.CrawlUrl;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A URL to visit; targets are ordered by depth, then by URL.
 *
 * @param depth links away from a seed
 * @param redirects redirects that led here
 */
public record CrawlTarget(CrawlUrl url, int depth, int redirects) implements Comparable<CrawlTarget>, Serializable {

    private static final Comparator<CrawlTarget> ORDER = Comparator.comparingInt(CrawlTarget::depth)
            .thenComparing(target -> target.url().toString());

    public CrawlTarget {
        requireNonNull(url, "url");
        if (depth < 0 || redirects < 0) {
            throw new IllegalArgumentException("depth and redirects must not be negative: " + depth + ", " + redirects);
        }
    }

    @Override
    public int compareTo(CrawlTarget other) {
        return ORDER.compare(this, other);
    }

    /**
     * Its place among the targets of its host; smaller comes first. Near the seeds before far from them, and a page before
     * the views of it that a query makes, which is where calendars and shops are without end.
     */
    public int priority() {
        return 2 * depth + (url.path().indexOf('?') < 0 ? 0 : 1);
    }
}
