package io.bloomery.data.dedup.passage;

/**
 * A paragraph with its separator, and how much of it was said before.
 *
 * @param start of its first character, in UTF-16 units
 * @param end after its separator
 * @param seen in [0, 1]; 1 where it is compared as a whole and was said before
 */
public record SeenSpan(int start, int end, double seen) {}
