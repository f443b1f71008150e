package io.bloomery.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some consecutive rows of a matrix, as a view. */
public final class Rows {

    private Rows() {}

    /**
     * Rows {@code first} to {@code first + count} of a dense row-major matrix, sharing its memory.
     *
     * <p>Goes through the flat vector: ND4J M2.1 gives an empty array for an interval of rows of a matrix that is itself a
     * view with an offset.
     */
    public static INDArray of(INDArray matrix, long first, long count) {
        long columns = matrix.size(1);
        return matrix.reshape(matrix.length())
                .get(NDArrayIndex.interval(first * columns, (first + count) * columns))
                .reshape('c', count, columns);
    }
}
