/**
 * Removing duplicates from a corpus: equal texts, then chains of similar ones, across all machines.
 *
 * <p>What makes two texts alike and who survives is decided in {@code data.dedup}; here is how those that belong
 * together find each other.
 */
package io.bloomery.jobs.dedup;
