package io.bloomery.jobs.doctor;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.model.kernel.cuda.CudaLibraries;
import java.util.function.Supplier;

/**
 * Whether a machine has the libraries that the kernel cuda takes.
 *
 * @param wanted whether the configured training takes them
 * @param libraries looks for them
 */
record CudaCheckup(boolean wanted, Supplier<CudaLibraries> libraries) {

    private static final String SUBJECT = "cuda";

    Finding finding() {
        try {
            CudaLibraries found = libraries.get();
            return Finding.well(
                    SUBJECT,
                    "the driver serves CUDA " + found.driver() + "; NVRTC " + found.nvrtc() + ", cuBLAS "
                            + found.cublas());
        } catch (BloomeryException e) {
            return wanted
                    ? new Finding(SUBJECT, e.getMessage(), e.hint())
                    : Finding.well(SUBJECT, e.getMessage() + "; nothing that is configured wants it");
        }
    }
}
