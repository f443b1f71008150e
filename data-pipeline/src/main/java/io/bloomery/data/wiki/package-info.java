/**
 * Wikitext, the markup of MediaWiki, and the plain text that a reader of the page sees.
 *
 * <p>Knows no dump and no XML; finding pages in a dump is {@code source}.
 */
package io.bloomery.data.wiki;
