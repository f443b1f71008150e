package io.bloomery.model.average;

import java.io.Serializable;

/**
 * What becomes of the global weights when the replicas meet.
 *
 * <p>Works in place on one shard of the weights; a shard's momentum is as long as the shard, zero at first, and belongs to
 * the checkpoint.
 */
public sealed interface OuterOptimizer extends Serializable {

    /** Whether the momentum that is handed to {@link #step} is used at all. */
    boolean hasMomentum();

    /**
     * Moves the weights.
     *
     * @param weights where the replicas started from, overwritten by where they start next
     * @param momentum state of this shard, overwritten; empty if there is none
     * @param mean of the replicas
     * @param innerRate learning rate of the replicas in their last step, positive
     */
    void step(float[] weights, float[] momentum, float[] mean, double innerRate);

    /** The mean itself: parameter averaging, local SGD (Stich 2019), federated averaging. */
    record Mean() implements OuterOptimizer {
        @Override
        public boolean hasMomentum() {
            return false;
        }

        @Override
        public void step(float[] weights, float[] momentum, float[] mean, double innerRate) {
            System.arraycopy(mean, 0, weights, 0, weights.length);
        }
    }

    /**
     * Slow momentum (Wang et al. 2019, algorithm 1): momentum is counted in units of the inner rate, so a falling rate does
     * not leave too much of it behind.
     *
     * @param rate alpha of the paper, positive; 1 with momentum 0 is the mean
     * @param momentum beta of the paper, in [0, 1)
     */
    record SlowMo(double rate, double momentum) implements OuterOptimizer {
        public SlowMo {
            requireRateAndMomentum(rate, momentum);
        }

        @Override
        public boolean hasMomentum() {
            return true;
        }

        @Override
        public void step(float[] weights, float[] state, float[] mean, double innerRate) {
            float factor = (float) momentum;
            float perRate = (float) (1 / innerRate);
            float step = (float) (rate * innerRate);
            for (int i = 0; i < weights.length; i++) {
                state[i] = factor * state[i] + perRate * (weights[i] - mean[i]);
                weights[i] -= step * state[i];
            }
        }
    }

    /**
     * Nesterov momentum over what the replicas moved by (Douillard et al. 2023, DiLoCo), as PyTorch's SGD counts it.
     *
     * @param rate outer learning rate, positive; 1 with momentum 0 is the mean
     * @param momentum in [0, 1)
     */
    record DiLoCo(double rate, double momentum) implements OuterOptimizer {
        public DiLoCo {
            requireRateAndMomentum(rate, momentum);
        }

        @Override
        public boolean hasMomentum() {
            return true;
        }

        @Override
        public void step(float[] weights, float[] state, float[] mean, double innerRate) {
            float factor = (float) momentum;
            float step = (float) rate;
            for (int i = 0; i < weights.length; i++) {
                float moved = weights[i] - mean[i];
                state[i] = factor * state[i] + moved;
                weights[i] -= step * (moved + factor * state[i]);
            }
        }
    }

    private static void requireRateAndMomentum(double rate, double momentum) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be positive but is " + rate);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1) but is " + momentum);
        }
    }
}
