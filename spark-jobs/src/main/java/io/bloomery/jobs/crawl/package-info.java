/**
 * The crawl on the cluster: rounds of visits, the archive files and the table of what became of every URL.
 *
 * <p>What to visit, how politely, and what a page allows is decided in {@code io.bloomery.data.crawl}; here it is spread
 * over tasks and written down.
 */
package io.bloomery.jobs.crawl;
