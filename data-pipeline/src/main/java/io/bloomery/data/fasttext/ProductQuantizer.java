package io.bloomery.data.fasttext;

import java.io.IOException;
import java.io.Serializable;

/** Vectors cut into parts, each part one of {@value #CENTROIDS} that were learned (Jégou et al. 2011). */
final class ProductQuantizer implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int CENTROIDS = 256;

    private final int dimension;
    private final int parts;
    private final int partSize;
    private final int lastSize;
    private final float[] values; // the centroids of the first part, then those of the second, ...

    private ProductQuantizer(int dimension, int parts, int partSize, int lastSize, float[] values) {
        if (dimension < 1 || partSize < 1 || lastSize < 1 || (parts - 1L) * partSize + lastSize != dimension) {
            throw ModelStream.damaged("its quantizer cuts " + dimension + " numbers into " + parts + " parts");
        }
        this.dimension = dimension;
        this.parts = parts;
        this.partSize = partSize;
        this.lastSize = lastSize;
        this.values = values;
    }

    static ProductQuantizer readFrom(ModelStream in) throws IOException {
        int dimension = in.readInt();
        int parts = in.readInt();
        int partSize = in.readInt();
        int lastSize = in.readInt();
        float[] values = in.readFloats((long) dimension * CENTROIDS);
        return new ProductQuantizer(dimension, parts, partSize, lastSize, values);
    }

    /** Numbers of a vector. */
    int dimension() {
        return dimension;
    }

    int parts() {
        return parts;
    }

    /** Which part a number of the vector belongs to. */
    int part(int index) {
        return Math.min(index / partSize, parts - 1);
    }

    /** The number at an index of the vector, in the centroid that a code names for the part of that index. */
    float centroid(int part, byte code, int index) {
        int size = part == parts - 1 ? lastSize : partSize;
        int within = index - part * partSize;
        return values[part * CENTROIDS * partSize + Byte.toUnsignedInt(code) * size + within];
    }
}
