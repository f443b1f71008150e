package io.bloomery.data.tokenize;

import java.util.Arrays;

/** Integers in the order they were added, without a box around each. */
final class IntSequence {

    private static final int[] NONE = {};
    private static final int FIRST_CAPACITY = 4;

    private int[] values = NONE;
    private int size;

    void add(int value) {
        ensureRoomFor(1);
        values[size++] = value;
    }

    void addAll(int[] more) {
        ensureRoomFor(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int last() {
        return values[size - 1];
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    private void ensureRoomFor(int more) {
        int needed = Math.addExact(size, more);
        if (needed > values.length) {
            int doubled = values.length > Integer.MAX_VALUE / 2 - 1 ? needed : 2 * values.length;
            values = Arrays.copyOf(values, Math.max(FIRST_CAPACITY, Math.max(needed, doubled)));
        }
    }
}
