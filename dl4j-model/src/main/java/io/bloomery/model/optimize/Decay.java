package io.bloomery.model.optimize;

/** How the learning rate falls from its highest to its lowest value. */
public enum Decay {

    /** Not at all. */
    CONSTANT {
        @Override
        double remaining(double progress) {
            return 1;
        }
    },

    /** Along a straight line. */
    LINEAR {
        @Override
        double remaining(double progress) {
            return 1 - progress;
        }
    },

    /** Along half a cosine (Loshchilov and Hutter 2017, without restarts). */
    COSINE {
        @Override
        double remaining(double progress) {
            return 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    },

    /**
     * Warmup, stable, decay (Hu et al. 2024): not until the last steps, then as one minus the root of the progress through
     * them, which Hägele et al. 2024 found better than a straight line.
     */
    WSD {
        @Override
        double remaining(double progress) {
            return 1 - Math.sqrt(progress);
        }
    };

    /**
     * What is left of the way from the lowest to the highest rate, in [0, 1].
     *
     * @param progress how much of the steps of falling is over, in [0, 1]
     */
    abstract double remaining(double progress);
}
