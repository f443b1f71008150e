package io.bloomery.data.fasttext;

import java.io.Serializable;
import java.util.Arrays;

/** The Huffman tree of the labels by how often they were seen: a leaf for each label, then the inner nodes, the root last. */
final class LabelTree implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long UNKNOWN = 1_000_000_000_000_000L; // heavier than any count, as in fastText

    private final int labels;
    private final int[] left; // child of each inner node
    private final int[] right;

    private LabelTree(int labels, int[] left, int[] right) {
        this.labels = labels;
        this.left = left;
        this.right = right;
    }

    /** Joins the two lightest nodes again and again; labels are sorted by their count, most frequent first. */
    static LabelTree of(Vocabulary vocabulary) {
        int labels = vocabulary.labels();
        int[] left = new int[labels - 1];
        int[] right = new int[labels - 1];
        long[] weights = new long[2 * labels - 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i < labels ? vocabulary.labelCount(i) : UNKNOWN;
        }
        int leaf = labels - 1;
        int node = labels;
        for (int inner = 0; inner < labels - 1; inner++) {
            left[inner] = leaf >= 0 && weights[leaf] < weights[node] ? leaf-- : node++;
            right[inner] = leaf >= 0 && weights[leaf] < weights[node] ? leaf-- : node++;
            weights[labels + inner] = weights[left[inner]] + weights[right[inner]];
        }
        return new LabelTree(labels, left, right);
    }

    /** Sums of the logarithms on the way from the root to each label. */
    float[] logProbabilities(Weights weights, float[] hidden) {
        float[] scores = new float[2 * labels - 1];
        for (int inner = labels - 2; inner >= 0; inner--) {
            float score = scores[labels + inner];
            float toTheRight = (float) (1 / (1 + Math.exp(-weights.dot(inner, hidden))));
            scores[left[inner]] = score + OutputLayer.log((float) (1.0 - toTheRight));
            scores[right[inner]] = score + OutputLayer.log(toTheRight);
        }
        return Arrays.copyOf(scores, labels);
    }
}
