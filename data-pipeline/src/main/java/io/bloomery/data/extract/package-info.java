/**
 * From the bytes of a web page to its main text: character set, HTML tree, boilerplate, main region, rendering.
 *
 * <p>Everything here is a pure function of the bytes, total (no input makes it throw) and bounded by sizes, never by the
 * clock, so that a page gives the same text on every machine. Fetching lives in {@code crawl}, cleaning of the text in
 * {@code normalize} and {@code filter}.
 */
package io.bloomery.data.extract;
