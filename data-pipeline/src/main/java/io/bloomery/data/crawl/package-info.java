/**
 * Crawling, planned and polite: which URLs a round visits, what one host's visit does, and the state every URL ends in.
 *
 * <p>Planning ({@link io.bloomery.data.crawl.Frontier}) and reading of robots.txt, sitemaps and pages are pure; the
 * network is behind {@link io.bloomery.data.crawl.Fetcher}, time behind {@link io.bloomery.data.crawl.Sleeper}. What a
 * page says is not judged here, only whether it may be fetched, kept and followed.
 */
package io.bloomery.data.crawl;
