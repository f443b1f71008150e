package io.bloomery.model.kernel;

/**
 * The factors of one update of AdamW (Loshchilov and Hutter 2019), for parameters with the same decay.
 *
 * @param gradientFactor what the gradient is multiplied with first: below 1 where its norm is clipped
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param rate learning rate over the bias correction of the mean
 * @param rootFactor one over the root of the bias correction of the squares
 * @param epsilon added to the corrected root
 * @param keep what a parameter is multiplied with before: one less learning rate times decay
 */
public record AdamWStep(
        float gradientFactor, float beta1, float beta2, float rate, float rootFactor, float epsilon, float keep) {

    /**
     * The factors of update number {@code step}, counted from 1.
     *
     * @param learningRate of this update
     * @param decay decoupled, per unit of learning rate
     */
    public static AdamWStep of(
            long step, double learningRate, double beta1, double beta2, double epsilon, double decay) {
        return new AdamWStep(
                1,
                (float) beta1,
                (float) beta2,
                (float) (learningRate / (1 - Math.pow(beta1, (double) step))),
                (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) step))),
                (float) epsilon,
                (float) (1 - learningRate * decay));
    }

    /** The same update of a gradient that is multiplied with a factor first. */
    public AdamWStep withGradientFactor(double factor) {
        return new AdamWStep((float) factor, beta1, beta2, rate, rootFactor, epsilon, keep);
    }
}
