/**
 * What a table of documents looks like in numbers, small enough to keep: counts, distributions, shares, and how they
 * changed between two runs.
 *
 * <p>Everything adds up in any order: the numbers of a table are those of its parts, however it is split. Counting is the
 * jobs' work, showing is that of {@code report}.
 */
package io.bloomery.data.survey;
