/**
 * Archives of HTML served as real web sites on this machine, so that a crawl can be tried end to end without the web.
 *
 * <p>Serving only; nothing here knows the crawler.
 */
package io.bloomery.data.site;
