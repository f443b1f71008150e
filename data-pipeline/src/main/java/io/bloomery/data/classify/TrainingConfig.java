package io.bloomery.data.classify;

import java.io.Serializable;

/**
 * How a quality classifier learns.
 *
 * @param epochs passes over the examples, in [1, 1000]
 * @param learningRate first step of AdaGrad, > 0
 * @param l2 pull of every weight that an example touches towards zero, >= 0
 * @param seed decides the order of the examples in each pass
 */
public record TrainingConfig(int epochs, double learningRate, double l2, long seed) implements Serializable {

    /** What serves a few thousand to a few million documents. */
    public static final TrainingConfig DEFAULTS = new TrainingConfig(10, 0.5, 1e-6, 1);

    public TrainingConfig {
        if (epochs < 1 || epochs > 1000) {
            throw new IllegalArgumentException("epochs must be in [1, 1000] but is " + epochs);
        }
        if (!(learningRate > 0 && learningRate < 1e6)) {
            throw new IllegalArgumentException("learning-rate must be > 0 but is " + learningRate);
        }
        if (!(l2 >= 0 && l2 < 1)) {
            throw new IllegalArgumentException("l2 must be in [0, 1) but is " + l2);
        }
    }
}
