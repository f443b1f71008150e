/**
 * Real pages for a first run: resolves {@code -javadoc} jars through Maven.
 *
 * <p>Serving them as web sites is {@code data.site}; crawling them is {@code jobs.crawl}.
 */
package io.bloomery.jobs.quickstart;
