package io.bloomery.model.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Floats that lie where a kernel works, to cut tensors from and to free at once. */
public interface Memory extends AutoCloseable {

    /** Some of them as a matrix. */
    Tensor matrix(long first, int rows, int columns);

    /**
     * Some of them, or less memory in their place, as a matrix that only products and sums of columns read:
     * in the form in which products take it.
     */
    default Tensor factor(long first, int rows, int columns) {
        return matrix(first, rows, columns);
    }

    /** Some of them as a vector. */
    Tensor vector(long first, int length);

    @Override
    void close();

    /** Memory of ND4J's back end, outside its workspaces. */
    @SuppressWarnings("try") // the scope is open for its effect
    static Memory ofNd4j(long floats) {
        INDArray array;
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            array = Nd4j.createUninitialized(DataType.FLOAT, new long[] {floats}, 'c');
        }
        Tensor whole = Tensor.of(array);
        return new Memory() {
            @Override
            public Tensor matrix(long first, int rows, int columns) {
                return whole.matrix(first, rows, columns);
            }

            @Override
            public Tensor vector(long first, int length) {
                return whole.elements(first, length);
            }

            @Override
            public void close() {
                array.close();
            }
        };
    }
}
