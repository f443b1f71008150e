package io.bloomery.model.kernel.cuda;

import static java.util.Objects.requireNonNull;

import com.sun.jna.ptr.IntByReference;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The versions of NVIDIA's libraries that the kernel cuda takes on a machine.
 *
 * @param driver the newest version of CUDA that the driver serves, such as 13.0
 * @param nvrtc such as 12.9
 * @param cublas such as 12.9.1
 */
public record CudaLibraries(String driver, String nvrtc, String cublas) {

    private static final int MAJOR = 1000; // 12040 is 12.4
    private static final int MINOR = 10;
    private static final int PROPERTIES = 3; // major, minor and patch, as libraryPropertyType counts them

    public CudaLibraries {
        requireNonNull(driver, "driver");
        requireNonNull(nvrtc, "nvrtc");
        requireNonNull(cublas, "cublas");
    }

    /** Those of this machine; no card is touched. Fails with what to install where one is missing. */
    public static CudaLibraries ofThisMachine() {
        int served = served(NvidiaLibrary.driver());
        int major = major(served);
        String nvrtc = new Nvrtc(major).version();
        NvidiaLibrary cublas = NvidiaLibrary.ofToolkit("cublas", major);
        String version = IntStream.range(0, PROPERTIES)
                .mapToObj(property -> Integer.toString(property(cublas, property)))
                .collect(Collectors.joining("."));
        return new CudaLibraries(major + "." + served % MAJOR / MINOR, nvrtc, version);
    }

    /** The major version of CUDA that a driver serves at most. */
    static int major(NvidiaLibrary driver) {
        return major(served(driver));
    }

    private static int major(int served) {
        return served / MAJOR;
    }

    private static int served(NvidiaLibrary driver) {
        IntByReference version = new IntByReference();
        int status = driver.call("cuDriverGetVersion", version);
        if (status != 0) {
            throw DriverFailure.of("", "cuDriverGetVersion", status, "it does not tell its version");
        }
        return version.getValue();
    }

    private static int property(NvidiaLibrary cublas, int property) {
        IntByReference value = new IntByReference();
        int status = cublas.call("cublasGetProperty", property, value);
        if (status != 0) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "cuBLAS does not tell its version: status " + status,
                    "Install the CUDA toolkit's cuBLAS again.");
        }
        return value.getValue();
    }
}
