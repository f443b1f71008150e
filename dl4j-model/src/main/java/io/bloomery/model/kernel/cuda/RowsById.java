package io.bloomery.model.kernel.cuda;

import java.util.Arrays;

/** Rows of a batch by the id of each, so that the gradient of each id is summed in one place and in one order. */
final class RowsById {

    private final int[] rows;
    private final int[] starts;
    private final int[] distinct;

    private RowsById(int[] rows, int[] starts, int[] distinct) {
        this.rows = rows;
        this.starts = starts;
        this.distinct = distinct;
    }

    static RowsById of(int[] ids) {
        long[] keys = new long[ids.length];
        Arrays.setAll(keys, row -> (long) ids[row] << Integer.SIZE | row);
        Arrays.sort(keys);
        int[] rows = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        int[] distinct = Arrays.stream(keys)
                .mapToInt(key -> (int) (key >> Integer.SIZE))
                .distinct()
                .toArray();
        int[] starts = new int[distinct.length + 1];
        int begun = 0;
        for (int i = 0; i < rows.length; i++) {
            if (begun < distinct.length && ids[rows[i]] == distinct[begun]) {
                starts[begun++] = i;
            }
        }
        starts[begun] = rows.length;
        return new RowsById(rows, starts, distinct);
    }

    /** How many rows there are. */
    int count() {
        return rows.length;
    }

    /** How many different ids there are. */
    int ids() {
        return distinct.length;
    }

    /**
     * Numbers of the rows, by id and then by number; where each id begins among them, and the end; the ids, in rising order: one
     * after the other.
     */
    int[] joined() {
        int[] all = Arrays.copyOf(rows, rows.length + starts.length + distinct.length);
        System.arraycopy(starts, 0, all, rows.length, starts.length);
        System.arraycopy(distinct, 0, all, rows.length + starts.length, distinct.length);
        return all;
    }
}
