package io.bloomery.data.fasttext;

import java.io.Serializable;

/** The last layer of a model: from what the text is to how likely each label is. */
final class OutputLayer implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Logarithm of the probability below which fastText names no label. */
    static final float LOWEST = log(0);

    private static final int SIGMOID_STEPS = 512;
    private static final int MAX_SIGMOID = 8;

    private final Loss loss;
    private final Weights weights;
    private final int labels;
    private final LabelTree tree;

    OutputLayer(Loss loss, Weights weights, Vocabulary vocabulary) {
        this.loss = loss;
        this.weights = weights;
        this.labels = vocabulary.labels();
        this.tree = LabelTree.of(vocabulary);
    }

    /** Logarithm of each label's probability, to which fastText adds 0.00001 before taking it. */
    float[] logProbabilities(float[] hidden) {
        return switch (loss) {
            case SOFTMAX -> softmax(hidden);
            case HIERARCHICAL_SOFTMAX -> tree.logProbabilities(weights, hidden);
            case NEGATIVE_SAMPLING, ONE_VERSUS_ALL -> sigmoids(hidden);
        };
    }

    private float[] softmax(float[] hidden) {
        float[] output = products(hidden);
        float max = output[0];
        for (float value : output) {
            max = Math.max(max, value);
        }
        float sum = 0;
        for (int i = 0; i < labels; i++) {
            output[i] = (float) Math.exp(output[i] - max);
            sum += output[i];
        }
        for (int i = 0; i < labels; i++) {
            output[i] = log(output[i] / sum);
        }
        return output;
    }

    private float[] sigmoids(float[] hidden) {
        float[] output = products(hidden);
        for (int i = 0; i < labels; i++) {
            output[i] = log(sigmoid(output[i]));
        }
        return output;
    }

    private float[] products(float[] hidden) {
        float[] output = new float[labels];
        for (int i = 0; i < labels; i++) {
            output[i] = weights.dot(i, hidden);
        }
        return output;
    }

    static float log(float probability) {
        return (float) Math.log(probability + 1e-5);
    }

    /** By steps, as fastText looks it up in a table. */
    private static float sigmoid(float x) {
        if (x < -MAX_SIGMOID) {
            return 0;
        }
        if (x > MAX_SIGMOID) {
            return 1;
        }
        int step = (int) ((x + MAX_SIGMOID) * SIGMOID_STEPS / MAX_SIGMOID / 2);
        float at = (float) (step * 2 * MAX_SIGMOID) / SIGMOID_STEPS - MAX_SIGMOID;
        return (float) (1 / (1 + Math.exp(-at)));
    }
}
