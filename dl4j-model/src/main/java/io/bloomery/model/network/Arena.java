package io.bloomery.model.network;

import io.bloomery.model.kernel.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One long array that smaller ones are cut from, so that a whole set of activations is allocated and freed at once. */
final class Arena implements AutoCloseable {

    /** Views start at multiples of this many floats: 64 bytes, one cache line and one vector register. */
    private static final long ALIGNMENT = 16;

    private final INDArray memory;
    private final Tensor whole;
    private long used;

    @SuppressWarnings("try") // the scope is open for its effect
    Arena(long floats) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            memory = Nd4j.createUninitialized(DataType.FLOAT, new long[] {floats}, 'c');
        }
        whole = Tensor.of(memory);
    }

    /** Room that an array of this many elements takes. */
    static long room(long elements) {
        return (elements + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    Tensor matrix(int rows, int columns) {
        return whole.matrix(take((long) rows * columns), rows, columns);
    }

    Tensor vector(int length) {
        return whole.elements(take(length), length);
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
