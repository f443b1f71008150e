/**
 * The stage from archived pages to clean documents: finds the archives, reads and judges them in parallel, splits the
 * outcome into tables.
 *
 * <p>What is a clean document is decided in {@code data.filter}; this package knows no rule.
 */
package io.bloomery.jobs.clean;
