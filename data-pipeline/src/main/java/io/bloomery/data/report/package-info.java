/**
 * What a person is told about a run: one record of plain numbers and samples, rendered as an HTML page and as text.
 *
 * <p>Everything here is arithmetic on counts and strings. Counting belongs to the jobs, writing the page to storage
 * belongs to their caller. Text of documents is hostile: it reaches a page or a terminal only through
 * {@link io.bloomery.data.report.VisibleText}.
 */
package io.bloomery.data.report;
