package io.bloomery.model.train;

import java.io.Serializable;

/**
 * Neighbouring sequences of one row group.
 *
 * @param group number of the row group, in the order in which the plan was told of them
 * @param from the first sequence, counted from 0 among those of the group that are trained on
 * @param to one after the last, above {@code from}
 */
public record RowRange(int group, long from, long to) implements Serializable {

    public RowRange {
        if (group < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("no range from " + from + " to " + to + " in row group " + group);
        }
    }

    public long size() {
        return to - from;
    }
}
