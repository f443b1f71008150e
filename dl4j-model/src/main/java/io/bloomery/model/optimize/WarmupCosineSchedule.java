package io.bloomery.model.optimize;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly over the warmup and then falls along half a cosine to its minimum, where it stays.
 *
 * <p>Update 0 of a warmup of w has the rate 1/w of the highest, so no update is wasted on a rate of 0.
 */
public final class WarmupCosineSchedule implements ISchedule {

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final double learningRate;

    @JsonProperty
    private final double minLearningRate;

    @JsonProperty
    private final long warmupSteps;

    @JsonProperty
    private final long totalSteps;

    public WarmupCosineSchedule(
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("minLearningRate") double minLearningRate,
            @JsonProperty("warmupSteps") long warmupSteps,
            @JsonProperty("totalSteps") long totalSteps) {
        this.learningRate = learningRate;
        this.minLearningRate = minLearningRate;
        this.warmupSteps = warmupSteps;
        this.totalSteps = totalSteps;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        if (iteration < warmupSteps) {
            return learningRate * (iteration + 1.0) / warmupSteps;
        }
        if (iteration >= totalSteps) {
            return minLearningRate;
        }
        double progress = (double) (iteration - warmupSteps) / (totalSteps - warmupSteps);
        return minLearningRate + (learningRate - minLearningRate) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }

    @Override
    @SuppressWarnings("MissingSuperCall") // the interface declares clone without a superclass to call
    public ISchedule clone() {
        return new WarmupCosineSchedule(learningRate, minLearningRate, warmupSteps, totalSteps);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WarmupCosineSchedule that
                && learningRate == that.learningRate
                && minLearningRate == that.minLearningRate
                && warmupSteps == that.warmupSteps
                && totalSteps == that.totalSteps;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, minLearningRate, warmupSteps, totalSteps);
    }
}
