/**
 * Which texts say the same: keys of equal texts, MinHash keys of texts that may be alike, how alike two texts are, and
 * who survives of a cluster.
 *
 * <p>Everything here is about one text or two. Bringing together texts with the same key, and following chains of
 * similar texts through a corpus, is the jobs' part. Hashes are part of the format: they are the same on every machine.
 */
package io.bloomery.data.dedup;
