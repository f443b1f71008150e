package io.bloomery.model.optimize;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly over the warmup, stays, and falls over its last steps to its minimum, where it stays.
 *
 * <p>Update 0 of a warmup of w has the rate 1/w of the highest, so no update is wasted on a rate of 0.
 */
public final class WarmupSchedule implements ISchedule {

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final Decay decay;

    @JsonProperty
    private final double learningRate;

    @JsonProperty
    private final double minLearningRate;

    @JsonProperty
    private final long warmupSteps;

    @JsonProperty
    private final long decaySteps;

    @JsonProperty
    private final long totalSteps;

    /**
     * A schedule of this many updates.
     *
     * @param decaySteps how many of the last updates the rate falls over, at most those after the warmup
     */
    public WarmupSchedule(
            @JsonProperty("decay") Decay decay,
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("minLearningRate") double minLearningRate,
            @JsonProperty("warmupSteps") long warmupSteps,
            @JsonProperty("decaySteps") long decaySteps,
            @JsonProperty("totalSteps") long totalSteps) {
        this.decay = decay;
        this.learningRate = learningRate;
        this.minLearningRate = minLearningRate;
        this.warmupSteps = warmupSteps;
        this.decaySteps = decaySteps;
        this.totalSteps = totalSteps;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        if (iteration < warmupSteps) {
            return learningRate * (iteration + 1.0) / warmupSteps;
        }
        long fallen = iteration - (totalSteps - decaySteps);
        double progress = fallen <= 0 ? 0 : Math.min(1, (double) fallen / decaySteps);
        if (iteration >= totalSteps) {
            progress = 1; // also where there are no steps to fall over
        }
        return minLearningRate + (learningRate - minLearningRate) * decay.remaining(progress);
    }

    @Override
    @SuppressWarnings("MissingSuperCall") // the interface declares clone without a superclass to call
    public ISchedule clone() {
        return new WarmupSchedule(decay, learningRate, minLearningRate, warmupSteps, decaySteps, totalSteps);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WarmupSchedule that
                && decay == that.decay
                && learningRate == that.learningRate
                && minLearningRate == that.minLearningRate
                && warmupSteps == that.warmupSteps
                && decaySteps == that.decaySteps
                && totalSteps == that.totalSteps;
    }

    @Override
    public int hashCode() {
        return Objects.hash(decay, learningRate, minLearningRate, warmupSteps, decaySteps, totalSteps);
    }
}
