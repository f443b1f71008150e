package io.bloomery.model.network;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Memory;
import io.bloomery.model.kernel.Tensor;

/** One memory of a kernel that smaller ones are cut from, so that a whole set of activations is allocated and freed at once. */
final class Arena implements AutoCloseable {

    /** Views start at multiples of this many floats: 64 bytes, one cache line and one vector register. */
    private static final long ALIGNMENT = 16;

    private final Memory memory;
    private long used;

    Arena(Kernel kernel, long floats) {
        memory = kernel.allocate(floats);
    }

    /** Room that an array of this many elements takes. */
    static long room(long elements) {
        return (elements + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    Tensor matrix(int rows, int columns) {
        return memory.matrix(take((long) rows * columns), rows, columns);
    }

    Tensor vector(int length) {
        return memory.vector(take(length), length);
    }

    /** Takes as much as {@link #room} says, to be cut up by the caller; gives where it begins. */
    long chunk(long room) {
        return take(room);
    }

    /** A matrix in a chunk. */
    Tensor matrixAt(long first, int rows, int columns) {
        return memory.matrix(first, rows, columns);
    }

    /** The same of one that only linear maps and their gradients read. */
    Tensor factorAt(long first, int rows, int columns) {
        return memory.factor(first, rows, columns);
    }

    @Override
    public void close() {
        memory.close();
    }

    private long take(long elements) {
        long from = used;
        used += room(elements);
        return from;
    }
}
