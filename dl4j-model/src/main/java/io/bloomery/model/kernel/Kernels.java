package io.bloomery.model.kernel;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** Chooses the arithmetic by its name. */
public final class Kernels {

    /** The fast one for a CPU backend, the portable one for every other. */
    public static final String AUTO = "auto";

    private static final List<String> NAMES = List.of(AUTO, CpuKernel.NAME, Nd4jKernel.NAME);

    private Kernels() {}

    /** The names that {@link #create} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /** A new kernel; each thread needs its own. */
    public static Kernel create(String name) {
        return switch (name) {
            case AUTO -> isCpuBackend() ? new CpuKernel() : new Nd4jKernel();
            case CpuKernel.NAME -> cpuKernel();
            case Nd4jKernel.NAME -> new Nd4jKernel();
            default ->
                throw new BloomeryException(
                        ErrorCode.CONFIGURATION,
                        "kernel must be one of " + NAMES + " but is " + name,
                        "Set it to auto, which takes the fastest one that runs here.");
        };
    }

    private static Kernel cpuKernel() {
        if (!isCpuBackend()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "kernel is cpu but the ND4J backend is "
                            + Nd4j.getBackend().getClass().getSimpleName() + ", whose arrays are not in main memory",
                    "Set the kernel to auto or nd4j, or put nd4j-native on the classpath in place of this backend.");
        }
        return new CpuKernel();
    }

    private static boolean isCpuBackend() {
        return Nd4j.getBackend().getEnvironment().isCPU();
    }
}
