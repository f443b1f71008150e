package io.bloomery.model.optimize;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.AdamWStep;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How AdamW moves parameters, update by update (Loshchilov and Hutter 2019).
 *
 * @param rate learning rate over the updates
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the corrected root
 * @param weightDecay decoupled, per unit of learning rate
 * @param maxGradientNorm longer gradients are scaled to this length
 */
public record AdamWRule(
        ISchedule rate, double beta1, double beta2, double epsilon, double weightDecay, double maxGradientNorm) {

    public AdamWRule {
        requireNonNull(rate, "rate");
    }

    /**
     * An update of parameters that decay.
     *
     * @param iteration number of updates before this one
     * @param norm of the gradient
     */
    AdamWStep decayed(int iteration, double norm) {
        return step(iteration, norm, weightDecay);
    }

    /** As {@link #decayed}, of parameters that do not. */
    AdamWStep undecayed(int iteration, double norm) {
        return step(iteration, norm, 0);
    }

    private AdamWStep step(int iteration, double norm, double decay) {
        return AdamWStep.of(iteration + 1L, rate.valueAt(iteration, 0), beta1, beta2, epsilon, decay)
                .withGradientFactor(norm > maxGradientNorm ? maxGradientNorm / norm : 1);
    }
}
