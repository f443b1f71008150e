package io.bloomery.jobs.evaluate;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.Incidental;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.network.Engine;
import java.io.Serializable;

/**
 * HOCON: {@code evaluate}.
 *
 * @param maxSequences {@code max-sequences}: held-out sequences to score at most
 * @param baselineSequences {@code baseline-sequences}: training sequences that the baselines count at most
 * @param kernel {@code kernel}: which implementation of the arithmetic scores
 * @param threads {@code threads}: that compute in each task; 0 for as many as Spark sets aside for one
 * @param precision {@code precision}: of the factors of matrix products
 */
public record EvaluateConfig(
        int maxSequences,
        int baselineSequences,
        @Incidental String kernel,
        @Incidental int threads,
        KernelOptions.Precision precision)
        implements Serializable {

    public EvaluateConfig {
        if (maxSequences < 1) {
            throw new IllegalArgumentException("max-sequences must be positive but is " + maxSequences);
        }
        if (baselineSequences < 0) {
            throw new IllegalArgumentException("baseline-sequences must not be negative but is " + baselineSequences);
        }
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative but is " + threads);
        }
        requireNonNull(precision, "precision");
    }

    /**
     * The engine of one task.
     *
     * @param cores that Spark sets aside for a task
     */
    Engine engine(int cores) {
        return new Engine(kernel, new KernelOptions(precision, threads == 0 ? cores : threads), false);
    }
}
