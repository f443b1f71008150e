/**
 * What sites say about the use of their pages: robots directives, TDM reservations, Content-Usage, Content-Signal.
 *
 * <p>Statements are read, bounded and judged here; where they come from, and what a crawl does about them, is
 * {@code data.crawl}'s.
 */
package io.bloomery.data.crawl.usage;
