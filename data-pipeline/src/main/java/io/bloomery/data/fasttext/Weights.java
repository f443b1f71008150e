package io.bloomery.data.fasttext;

import java.io.IOException;
import java.io.Serializable;

/** A matrix of a model that is only read, row by row. */
interface Weights extends Serializable {

    int rows();

    int columns();

    /** Adds a row to a vector of as many numbers as there are columns. */
    void addRow(int row, float[] vector);

    /** The scalar product of a row and a vector. */
    float dot(int row, float[] vector);

    static Weights read(ModelStream in, boolean quantized) throws IOException {
        return quantized ? QuantizedWeights.readFrom(in) : DenseWeights.readFrom(in);
    }
}
