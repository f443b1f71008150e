package io.bloomery.model.average;

import static java.util.Objects.requireNonNull;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A vector of ND4J whose parts are copied from and to Java arrays in one go, where ND4J itself would copy one element
 * after the other.
 *
 * <p>Shares the memory of the array. Not thread-safe where parts overlap.
 */
public final class FlatVector {

    private final INDArray array; // [P]

    /**
     * A view.
     *
     * @param array dense floats, [P] or [1, P]
     */
    public FlatVector(INDArray array) {
        requireNonNull(array, "array");
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("a flat vector must be of floats but is " + array.dataType());
        }
        this.array = array.reshape(array.length());
    }

    public long length() {
        return array.length();
    }

    /** Fills an array with the elements from a place on. */
    public void read(long first, float[] into) {
        if (isInMainMemory()) {
            pointer(first).get(into);
        } else {
            float[] values = part(first, into.length).toFloatVector();
            System.arraycopy(values, 0, into, 0, into.length);
        }
    }

    /** The elements from a place on. */
    public float[] read(long first, int count) {
        float[] values = new float[count];
        read(first, values);
        return values;
    }

    /** Overwrites the elements from a place on. */
    public void write(long first, float[] values) {
        if (isInMainMemory()) {
            pointer(first).put(values);
        } else {
            part(first, values.length).assign(Nd4j.createFromArray(values));
        }
    }

    /** Overwrites all elements. */
    public void fill(float value) {
        array.assign(value);
    }

    private FloatPointer pointer(long first) {
        return new FloatPointer(array.data().addressPointer()).position(first);
    }

    private INDArray part(long first, int count) {
        return array.get(NDArrayIndex.interval(first, first + count));
    }

    private static boolean isInMainMemory() {
        return Nd4j.getBackend().getEnvironment().isCPU();
    }
}
