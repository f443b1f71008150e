package io.bloomery.model.optimize;

import java.io.Serializable;

/**
 * AdamW with linear warmup, cosine decay and clipping of the global gradient norm (Loshchilov and Hutter 2019).
 *
 * @param learningRate {@code learning-rate}: the highest one, reached at the end of warmup
 * @param minLearningRate {@code min-learning-rate}: the one at the end of training, at most {@code learningRate}
 * @param warmupSteps {@code warmup-steps}: updates during which the rate rises from 0
 * @param totalSteps {@code total-steps}: updates after which the rate stays at its minimum
 * @param beta1 {@code beta1}: decay of the mean of gradients, in [0, 1)
 * @param beta2 {@code beta2}: decay of the mean of squared gradients, in [0, 1)
 * @param epsilon {@code epsilon}: added to the root of the squared mean before bias correction
 * @param weightDecay {@code weight-decay}: decoupled, per unit of learning rate; on matrices and embeddings only
 * @param maxGradientNorm {@code max-gradient-norm}: longer gradients are scaled to this length
 */
public record OptimizerConfig(
        double learningRate,
        double minLearningRate,
        long warmupSteps,
        long totalSteps,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double maxGradientNorm)
        implements Serializable {

    public OptimizerConfig {
        require(learningRate > 0, "learning-rate must be positive but is " + learningRate);
        require(
                minLearningRate >= 0 && minLearningRate <= learningRate,
                "min-learning-rate must be in [0, learning-rate] but is " + minLearningRate);
        require(totalSteps > 0, "total-steps must be positive but is " + totalSteps);
        require(
                warmupSteps >= 0 && warmupSteps <= totalSteps,
                "warmup-steps must be in [0, total-steps] but is " + warmupSteps);
        require(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1) but is " + beta1);
        require(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1) but is " + beta2);
        require(epsilon > 0, "epsilon must be positive but is " + epsilon);
        require(weightDecay >= 0, "weight-decay must not be negative but is " + weightDecay);
        require(maxGradientNorm > 0, "max-gradient-norm must be positive but is " + maxGradientNorm);
    }

    /** The learning rate over the updates. */
    public WarmupCosineSchedule schedule() {
        return new WarmupCosineSchedule(learningRate, minLearningRate, warmupSteps, totalSteps);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
