package io.bloomery.model.optimize;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.Incidental;
import java.io.Serializable;

/**
 * AdamW with a learning rate that warms up and decays, and clipping of the global gradient norm (Loshchilov and Hutter
 * 2019).
 *
 * @param decay {@code decay}: how the rate falls after the warmup
 * @param learningRate {@code learning-rate}: the highest one, reached at the end of warmup
 * @param minLearningRate {@code min-learning-rate}: the one at the end of training, at most {@code learningRate}
 * @param warmupSteps {@code warmup-steps}: updates during which the rate rises from 0
 * @param decaySteps {@code decay-steps}: the last updates, over which the rate falls; of {@link Decay#WSD} only, the others
 *     begin to fall when the warmup ends
 * @param totalSteps {@code total-steps}: updates after which the rate stays at its minimum
 * @param beta1 {@code beta1}: decay of the mean of gradients, in [0, 1)
 * @param beta2 {@code beta2}: decay of the mean of squared gradients, in [0, 1)
 * @param epsilon {@code epsilon}: added to the root of the squared mean after bias correction
 * @param weightDecay {@code weight-decay}: decoupled, per unit of learning rate; on matrices and embeddings only
 * @param maxGradientNorm {@code max-gradient-norm}: longer gradients are scaled to this length
 * @param accumulationSteps {@code accumulation-steps}: parts that a batch is cut into to save memory; the gradient is that
 *     of the whole batch
 */
public record OptimizerConfig(
        Decay decay,
        double learningRate,
        double minLearningRate,
        long warmupSteps,
        long decaySteps,
        long totalSteps,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double maxGradientNorm,
        @Incidental int accumulationSteps)
        implements Serializable {

    public OptimizerConfig {
        requireNonNull(decay, "decay");
        require(learningRate > 0, "learning-rate must be positive but is " + learningRate);
        require(
                minLearningRate >= 0 && minLearningRate <= learningRate,
                "min-learning-rate must be in [0, learning-rate] but is " + minLearningRate);
        require(totalSteps > 0, "total-steps must be positive but is " + totalSteps);
        require(
                warmupSteps >= 0 && warmupSteps <= totalSteps,
                "warmup-steps must be in [0, total-steps] but is " + warmupSteps);
        require(
                decay != Decay.WSD || (decaySteps > 0 && decaySteps <= totalSteps - warmupSteps),
                "decay-steps must be in [1, total-steps - warmup-steps] where decay is wsd but is " + decaySteps);
        require(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1) but is " + beta1);
        require(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1) but is " + beta2);
        require(epsilon > 0, "epsilon must be positive but is " + epsilon);
        require(weightDecay >= 0, "weight-decay must not be negative but is " + weightDecay);
        require(maxGradientNorm > 0, "max-gradient-norm must be positive but is " + maxGradientNorm);
        require(accumulationSteps > 0, "accumulation-steps must be positive but is " + accumulationSteps);
    }

    /** Cosine decay, and batches that are not cut. */
    public OptimizerConfig(
            double learningRate,
            double minLearningRate,
            long warmupSteps,
            long totalSteps,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            double maxGradientNorm) {
        this(
                Decay.COSINE,
                learningRate,
                minLearningRate,
                warmupSteps,
                0,
                totalSteps,
                beta1,
                beta2,
                epsilon,
                weightDecay,
                maxGradientNorm,
                1);
    }

    /** How parameters move. */
    public AdamWRule rule() {
        return new AdamWRule(schedule(), beta1, beta2, epsilon, weightDecay, maxGradientNorm);
    }

    /** The learning rate over the updates. */
    public WarmupSchedule schedule() {
        long falling = decay == Decay.WSD ? decaySteps : totalSteps - warmupSteps;
        return new WarmupSchedule(decay, learningRate, minLearningRate, warmupSteps, falling, totalSteps);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
