package io.bloomery.model.train;

import io.bloomery.model.network.DecoderNetwork;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Sequences as the rectangles a network takes: every token but the last is seen, every token but the first is predicted. */
public final class Batches {

    private static final int PADDING = 0;

    private Batches() {}

    /** Inputs [B][T], shorter sequences filled up with token {@value #PADDING}. */
    public static int[][] inputs(List<int[]> sequences, int contextLength) {
        return rectangle(sequences, contextLength, 0, PADDING);
    }

    /** What follows each input [B][T]; {@link DecoderNetwork#IGNORED} where a sequence has ended. */
    public static int[][] targets(List<int[]> sequences, int contextLength) {
        return rectangle(sequences, contextLength, 1, DecoderNetwork.IGNORED);
    }

    /** Both as DL4J ships them: floats, exact for ids below 2^24. */
    public static DataSet dataSet(List<int[]> sequences, int contextLength) {
        return new DataSet(floats(inputs(sequences, contextLength)), floats(targets(sequences, contextLength)));
    }

    /** Tokens that are predicted in these sequences. */
    public static long predictedTokens(List<int[]> sequences) {
        return sequences.stream()
                .mapToLong(tokens -> Math.max(0, tokens.length - 1))
                .sum();
    }

    private static int[][] rectangle(List<int[]> sequences, int contextLength, int from, int filling) {
        int[][] rows = new int[sequences.size()][];
        for (int i = 0; i < rows.length; i++) {
            int[] tokens = sequences.get(i);
            int predicted = Math.max(0, tokens.length - 1);
            if (predicted > contextLength) {
                throw new IllegalArgumentException("a sequence of " + tokens.length
                        + " tokens does not fit a context-length of " + contextLength
                        + ", which takes one token more at most");
            }
            rows[i] = Arrays.copyOf(Arrays.copyOfRange(tokens, from, from + predicted), contextLength);
            Arrays.fill(rows[i], predicted, contextLength, filling);
        }
        return rows;
    }

    private static INDArray floats(int[][] rows) {
        float[][] values = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            values[i] = new float[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                values[i][j] = rows[i][j];
            }
        }
        return Nd4j.createFromArray(values);
    }
}
