package io.bloomery.model.kernel.cuda;

import java.util.Arrays;

/** Rows of a batch by the id of each, so that the gradient of each id is summed in one place and in one order. */
final class RowsById {

    private RowsById() {}

    /** Numbers of the rows, by id and then by number. */
    static int[] of(int[] ids) {
        long[] keys = new long[ids.length];
        Arrays.setAll(keys, row -> (long) ids[row] << Integer.SIZE | row);
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }
}
