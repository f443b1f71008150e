package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;

/** Sends one GET request; follows no redirect, keeps no cookie, and never throws for what a server does. */
public interface Fetcher extends AutoCloseable {

    /**
     * Fetches a URL.
     *
     * @param maxBodyBytes largest body that is taken, as sent and decoded; longer ones come back cut
     */
    FetchResult fetch(CrawlUrl url, int maxBodyBytes);

    @Override
    void close();
}
