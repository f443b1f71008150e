package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

/**
 * How a kernel works.
 *
 * @param precision of the factors of matrix products; everything else is float32
 * @param threads that work on each operation, at least 1; a kernel of ND4J operations leaves that to ND4J
 */
public record KernelOptions(Precision precision, int threads) {

    /** One thread and float32. */
    public static final KernelOptions DEFAULT = new KernelOptions(Precision.FLOAT32, 1);

    public KernelOptions {
        requireNonNull(precision, "precision");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive but is " + threads);
        }
    }

    /** The type that the factors of matrix products are rounded to; sums are float32 and so are the parameters. */
    public enum Precision {
        FLOAT32,

        /** Float32 that a card with tensor cores rounds to ten bits of fraction as it multiplies, and nothing else rounds. */
        TF32,
        BFLOAT16
    }
}
