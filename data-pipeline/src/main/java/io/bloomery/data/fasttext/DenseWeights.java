package io.bloomery.data.fasttext;

import java.io.IOException;

/** A matrix with every number written out. */
final class DenseWeights implements Weights {

    private static final long serialVersionUID = 1L;

    private final int rows;
    private final int columns;
    private final float[] values; // [rows, columns]

    private DenseWeights(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    static DenseWeights readFrom(ModelStream in) throws IOException {
        int rows = in.count(in.readLong(), "rows");
        int columns = in.count(in.readLong(), "columns");
        return new DenseWeights(rows, columns, in.readFloats((long) rows * columns));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void addRow(int row, float[] vector) {
        int offset = row * columns;
        for (int i = 0; i < columns; i++) {
            vector[i] += values[offset + i];
        }
    }

    @Override
    public float dot(int row, float[] vector) {
        int offset = row * columns;
        float sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += values[offset + i] * vector[i];
        }
        return sum;
    }
}
