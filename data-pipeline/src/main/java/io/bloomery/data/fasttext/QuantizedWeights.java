package io.bloomery.data.fasttext;

import java.io.IOException;
import java.util.Arrays;

/**
 * A matrix whose rows are written as codes of a product quantizer, and their lengths, where those are kept apart, as codes
 * of another one.
 */
final class QuantizedWeights implements Weights {

    private static final long serialVersionUID = 1L;

    private final int rows;
    private final int columns;
    private final byte[] codes; // [rows, parts]
    private final ProductQuantizer quantizer;
    private final float[] norms; // [rows]

    private QuantizedWeights(int rows, int columns, byte[] codes, ProductQuantizer quantizer, float[] norms) {
        this.rows = rows;
        this.columns = columns;
        this.codes = codes;
        this.quantizer = quantizer;
        this.norms = norms;
    }

    static QuantizedWeights readFrom(ModelStream in) throws IOException {
        boolean hasNorms = in.readBoolean();
        int rows = in.count(in.readLong(), "rows");
        int columns = in.count(in.readLong(), "columns");
        byte[] codes = in.readBytes(in.count(in.readInt(), "codes"));
        ProductQuantizer quantizer = ProductQuantizer.readFrom(in);
        if (quantizer.dimension() != columns || (long) rows * quantizer.parts() != codes.length) {
            throw ModelStream.damaged("its codes do not fit its " + rows + " rows of " + columns + " numbers");
        }
        float[] norms = new float[rows];
        Arrays.fill(norms, 1);
        if (hasNorms) {
            byte[] normCodes = in.readBytes(rows);
            ProductQuantizer ofNorms = ProductQuantizer.readFrom(in);
            for (int row = 0; row < rows; row++) {
                norms[row] = ofNorms.centroid(0, normCodes[row], 0);
            }
        }
        return new QuantizedWeights(rows, columns, codes, quantizer, norms);
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
        int offset = row * quantizer.parts();
        for (int i = 0; i < columns; i++) {
            int part = quantizer.part(i);
            vector[i] += norms[row] * quantizer.centroid(part, codes[offset + part], i);
        }
    }

    @Override
    public float dot(int row, float[] vector) {
        int offset = row * quantizer.parts();
        float sum = 0;
        for (int i = 0; i < columns; i++) {
            int part = quantizer.part(i);
            sum += vector[i] * quantizer.centroid(part, codes[offset + part], i);
        }
        return sum * norms[row];
    }
}
