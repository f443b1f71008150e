/** Runs of words that occur in more than one place of a corpus, found exactly, and cut. */
package io.bloomery.data.dedup.substring;
