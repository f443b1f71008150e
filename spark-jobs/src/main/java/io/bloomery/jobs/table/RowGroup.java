package io.bloomery.jobs.table;

/**
 * What the footer of a file of {@link SequenceTable} tells about one of its row groups.
 *
 * @param file the whole path
 * @param ordinal of the row group in its file, counted from 0
 * @param rows sequences of all splits
 * @param train sequences to learn from
 * @param maxLength the most tokens in a sequence; 0 if there is none
 * @param maxId the greatest token id; -1 if there is none
 * @param idBytes compressed bytes of the ids
 */
public record RowGroup(String file, int ordinal, long rows, long train, int maxLength, int maxId, long idBytes) {}
