package io.bloomery.model.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.Incidental;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.network.Engine;
import java.io.Serializable;

/**
 * How the workers compute. HOCON: {@code train.engine}.
 *
 * @param threads {@code threads}: that compute in each worker; 0 for as many as it has cores to itself
 * @param precision {@code precision}: of the factors of matrix products
 * @param recompute {@code recompute}: makes the results within a block again for the gradient to save memory
 */
public record EngineConfig(
        @Incidental int threads,
        KernelOptions.Precision precision,
        @Incidental boolean recompute) implements Serializable {

    /** As many threads as there are cores, in float32, with everything kept. */
    public static final EngineConfig DEFAULT = new EngineConfig(0, KernelOptions.Precision.FLOAT32, false);

    public EngineConfig {
        requireNonNull(precision, "precision");
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative but is " + threads);
        }
    }

    /**
     * The engine of one worker.
     *
     * @param kernel name of the arithmetic
     * @param cores that the worker has to itself; as many threads compute where {@code threads} is 0
     */
    public Engine engine(String kernel, int cores) {
        return new Engine(kernel, new KernelOptions(precision, threads == 0 ? cores : threads), recompute);
    }
}
