package io.bloomery.model.network;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.spec.ModelSpec;

/**
 * How a network computes: with which arithmetic, and what it keeps for the gradient.
 *
 * @param kernel name of the arithmetic, one of {@link Kernels#names()}
 * @param options threads and precision of the arithmetic
 * @param recompute makes the results within a block again for the gradient, in place of keeping those of all blocks
 */
public record Engine(String kernel, KernelOptions options, boolean recompute) {

    public Engine {
        requireNonNull(kernel, "kernel");
        requireNonNull(options, "options");
    }

    /** One thread, float32, and everything kept. */
    public static Engine of(String kernel) {
        return new Engine(kernel, KernelOptions.DEFAULT, false);
    }

    /** A kernel of its own for one thread that calls it. */
    public Kernel newKernel() {
        return Kernels.create(kernel, options);
    }

    /** A network with a kernel of its own. */
    public DecoderNetwork network(ModelSpec spec) {
        return network(spec, newKernel());
    }

    /** A network with a kernel that is also used for something else by the same thread. */
    public DecoderNetwork network(ModelSpec spec, Kernel shared) {
        return new DecoderNetwork(spec, shared, recompute);
    }
}
