/**
 * Crawling, polite and safe: what is taken into a frontier, what the visit of one host does, and the state every URL ends
 * in.
 *
 * <p>Discovery and the reading of robots.txt, sitemaps and pages are pure; the network is behind
 * {@link io.bloomery.data.crawl.Fetcher}, the archive behind {@link io.bloomery.data.crawl.VisitLog}, and a
 * {@link io.bloomery.data.crawl.HostVisit} says when it wants to be called rather than wait. Which URLs a round visits is
 * planned over the frontier, in {@code jobs.crawl}. What a page says is not judged here, only whether it may be fetched,
 * kept and followed.
 */
package io.bloomery.data.crawl;
