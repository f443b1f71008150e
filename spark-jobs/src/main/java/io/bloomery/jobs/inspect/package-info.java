/**
 * Answers questions about published tables: what is in one, and why a document is or is not in the corpus.
 *
 * <p>It reads manifests and rows; it writes nothing.
 */
package io.bloomery.jobs.inspect;
