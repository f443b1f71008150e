package io.bloomery.model.kernel;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.cuda.CudaDevice;
import io.bloomery.model.kernel.cuda.CudaKernel;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.factory.Nd4j;

/** Chooses the arithmetic by its name. */
public final class Kernels {

    /** The fast one for a CPU backend, the portable one for every other. */
    public static final String AUTO = "auto";

    private static final List<String> NAMES = List.of(AUTO, CpuKernel.NAME, Nd4jKernel.NAME, CudaKernel.NAME);

    /** A card by its number, as the driver counts those that this process sees. */
    private static final Pattern CARD = Pattern.compile(CudaKernel.NAME + "(?::([0-9]{1,4}))?");

    private Kernels() {}

    /** The names that {@link #create} knows; after {@code cuda} a colon and the number of a card may stand. */
    public static List<String> names() {
        return NAMES;
    }

    /** A new kernel of one thread and float32; each caller's thread needs its own. */
    public static Kernel create(String name) {
        return create(name, KernelOptions.DEFAULT);
    }

    /** A new kernel; each caller's thread needs its own. */
    public static Kernel create(String name, KernelOptions options) {
        Matcher card = CARD.matcher(name);
        if (card.matches()) {
            return cudaKernel(card.group(1) == null ? 0 : Integer.parseInt(card.group(1)), options);
        }
        return switch (name) {
            case AUTO -> isCpuBackend() ? cpuKernel(options) : nd4jKernel(options);
            case CpuKernel.NAME -> cpuKernel(options);
            case Nd4jKernel.NAME -> nd4jKernel(options);
            default ->
                throw new BloomeryException(
                        ErrorCode.CONFIGURATION,
                        "kernel must be one of " + NAMES + " but is " + name,
                        "Set it to auto, which takes the fastest one that runs here.");
        };
    }

    private static Kernel cudaKernel(int card, KernelOptions options) {
        if (!isCpuBackend()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "kernel is cuda but this is a build with -Pcuda, whose arrays lie on a card already",
                    "Build without -Pcuda, or set the kernel to nd4j.");
        }
        return new CudaKernel(new CudaDevice(card), options.precision());
    }

    private static Kernel nd4jKernel(KernelOptions options) {
        if (options.precision() == KernelOptions.Precision.BFLOAT16) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "the nd4j kernel multiplies in float32 only",
                    "Set the precision to float32 or the kernel to cpu.");
        }
        return new Nd4jKernel();
    }

    private static Kernel cpuKernel(KernelOptions options) {
        if (!isCpuBackend()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "kernel is cpu but the ND4J backend is "
                            + Nd4j.getBackend().getClass().getSimpleName() + ", whose arrays are not in main memory",
                    "Set the kernel to auto or nd4j, or put nd4j-native on the classpath in place of this backend.");
        }
        Team team = new Team(options.threads());
        Supplier<Gemm> gemm = () -> new SingleRows(OneDnnGemm.isAvailable() ? new OneDnnGemm() : new BlasGemm());
        return new CpuKernel(team, Loops.fastest(), gemm, products(options, team, gemm));
    }

    private static Products products(KernelOptions options, Team team, Supplier<Gemm> gemm) {
        if (options.precision() != KernelOptions.Precision.BFLOAT16) {
            return new Float32Products(team, Loops.fastest(), gemm);
        }
        if (!OneDnnGemm.isAvailable()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "products in bfloat16 need oneDNN, which has no library for this platform",
                    "Set the precision to float32.");
        }
        return new Bfloat16Products(team);
    }

    private static boolean isCpuBackend() {
        return Nd4j.getBackend().getEnvironment().isCPU();
    }
}
