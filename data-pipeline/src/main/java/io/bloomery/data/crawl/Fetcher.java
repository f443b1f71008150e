package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;

/** Sends GET requests; follows no redirect, keeps no cookie, and never throws for what a server does. */
public interface Fetcher extends AutoCloseable {

    /** Sends a request and waits for its end; safe for use by several threads. */
    FetchResult fetch(FetchRequest request);

    /** Sends a plain request. */
    default FetchResult fetch(CrawlUrl url, int maxBodyBytes) {
        return fetch(FetchRequest.of(url, maxBodyBytes));
    }

    @Override
    void close();
}
