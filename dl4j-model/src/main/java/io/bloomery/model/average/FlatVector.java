package io.bloomery.model.average;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;
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
        view(first, into.length).get(into);
    }

    /** The elements from a place on. */
    public float[] read(long first, int count) {
        float[] values = new float[count];
        read(first, values);
        return values;
    }

    /** Overwrites the elements from a place on. */
    public void write(long first, float[] values) {
        write(first, FloatBuffer.wrap(values));
    }

    /** Overwrites the elements from a place on by all of a buffer. */
    public void write(long first, FloatBuffer values) {
        FloatBuffer from = values.duplicate().rewind();
        if (isInMainMemory()) {
            view(first, from.limit()).put(from);
        } else {
            float[] copy = new float[from.limit()];
            from.get(copy);
            part(first, copy.length).assign(Nd4j.createFromArray(copy));
        }
    }

    /** The elements from a place on, to be read only: the vector's own memory, or a copy of that of a device. */
    public FloatBuffer view(long first, int count) {
        if (!isInMainMemory()) {
            return FloatBuffer.wrap(part(first, count).toFloatVector());
        }
        return new FloatPointer(array.data().addressPointer())
                .position(first)
                .limit(first + count)
                .asBuffer();
    }

    /** Overwrites all elements. */
    public void fill(float value) {
        array.assign(value);
    }

    private INDArray part(long first, int count) {
        return array.get(NDArrayIndex.interval(first, first + count));
    }

    private static boolean isInMainMemory() {
        return Nd4j.getBackend().getEnvironment().isCPU();
    }
}
