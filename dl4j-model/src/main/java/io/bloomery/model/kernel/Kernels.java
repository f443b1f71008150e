package io.bloomery.model.kernel;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.List;

/** Chooses the arithmetic by its name. */
public final class Kernels {

    /** The fast one for a CPU backend, the portable one for every other. */
    public static final String AUTO = "auto";

    private static final List<String> NAMES = List.of(AUTO, Nd4jKernel.NAME);

    private Kernels() {}

    /** The names that {@link #create} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /** A new kernel; each thread needs its own. */
    public static Kernel create(String name) {
        return switch (name) {
            case AUTO -> new Nd4jKernel();
            case Nd4jKernel.NAME -> new Nd4jKernel();
            default ->
                throw new BloomeryException(
                        ErrorCode.CONFIGURATION,
                        "kernel must be one of " + NAMES + " but is " + name,
                        "Set it to auto, which takes the fastest one that runs here.");
        };
    }
}
