package io.bloomery.data.classify;

import java.io.Serializable;

/** A logistic regression over hashed n-grams; thread-safe. */
public final class QualityModel implements Serializable {

    private static final long serialVersionUID = 1L;

    private final float[] weights; // [2^BITS]
    private final float bias;

    /** Takes the weights as they are; they must not be changed afterwards. */
    QualityModel(float[] weights, float bias) {
        if (weights.length != 1 << HashedNgrams.BITS) {
            throw new IllegalArgumentException("a model has " + (1 << HashedNgrams.BITS) + " weights");
        }
        this.weights = weights;
        this.bias = bias;
    }

    /** How likely a text is a positive one, in [0, 1]. */
    public double score(String text) {
        return score(HashedNgrams.of(text));
    }

    double score(SparseVector features) {
        return 1 / (1 + Math.exp(-(features.dot(weights) + bias)));
    }

    float weight(int index) {
        return weights[index];
    }

    float bias() {
        return bias;
    }
}
