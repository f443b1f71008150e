package io.bloomery.model.kernel.cuda;

import com.sun.jna.NativeLibrary;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.Optional;

/** A shared library of NVIDIA's, called by the names of its functions; found where the system's loader finds libraries. */
final class NvidiaLibrary {

    private static final int NEWEST_MAJOR = 13;
    private static final int OLDEST_MAJOR = 11;

    private final NativeLibrary library;

    private NvidiaLibrary(NativeLibrary library) {
        this.library = library;
    }

    /** The driver's own. */
    static NvidiaLibrary driver() {
        return load("libcuda.so.1")
                .orElseThrow(() -> new BloomeryException(
                        ErrorCode.UNAVAILABLE,
                        "the kernel cuda needs NVIDIA's driver, but this machine has no libcuda.so.1",
                        "Install the driver, or give the container its libraries (--gpus all); or set the kernel to auto,"
                                + " which computes on the CPU."));
    }

    /**
     * One of the CUDA toolkit: the newest that the driver can serve.
     *
     * @param name such as cublas
     * @param driverMajor version of CUDA that the driver brings, such as 12
     */
    static NvidiaLibrary ofToolkit(String name, int driverMajor) {
        if (driverMajor < OLDEST_MAJOR) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "the driver is too old for the kernel cuda: it serves CUDA " + driverMajor,
                    "Install a driver that serves CUDA 11.2 or newer, which is 460.27 or newer; or set the kernel to auto.");
        }
        int newest = Math.min(driverMajor, NEWEST_MAJOR);
        for (int major = newest; major >= OLDEST_MAJOR; major--) {
            Optional<NvidiaLibrary> found = load(fileName(name, major));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new BloomeryException(
                ErrorCode.UNAVAILABLE,
                "the kernel cuda needs " + fileName(name, newest)
                        + " and found neither that nor an older one; the driver" + " brings CUDA " + driverMajor,
                "Install lib" + name + " of a CUDA toolkit from " + OLDEST_MAJOR + " to " + newest
                        + " and name its folder in LD_LIBRARY_PATH; for a newer one, install a newer driver first.");
    }

    /** Its result, a status in all functions that are called here. */
    int call(String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }

    /** Version 11 of NVRTC counts its files otherwise. */
    private static String fileName(String name, int major) {
        return "lib" + name + ".so." + (name.equals("nvrtc") && major == OLDEST_MAJOR ? "11.2" : major);
    }

    private static Optional<NvidiaLibrary> load(String file) {
        try {
            return Optional.of(new NvidiaLibrary(NativeLibrary.getInstance(file)));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty(); // the caller says what was wanted
        }
    }
}
