package io.bloomery.data.classify;

import java.io.Serializable;

/** The few numbers of a long vector that are not zero, of length 1 together unless there are none. */
public final class SparseVector implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int[] indices; // ascending
    private final float[] values;

    /** Takes the arrays as they are; they must not be changed afterwards. */
    public SparseVector(int[] indices, float[] values) {
        if (indices.length != values.length) {
            throw new IllegalArgumentException(indices.length + " indices of " + values.length + " values");
        }
        this.indices = indices;
        this.values = values;
    }

    int size() {
        return indices.length;
    }

    int index(int position) {
        return indices[position];
    }

    float value(int position) {
        return values[position];
    }

    /** The scalar product with a vector that is written out. */
    double dot(float[] vector) {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
            sum += vector[indices[i]] * values[i];
        }
        return sum;
    }
}
