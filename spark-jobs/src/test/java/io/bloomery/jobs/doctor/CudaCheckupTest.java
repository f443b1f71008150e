package io.bloomery.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.cuda.CudaLibraries;
import org.junit.jupiter.api.Test;

class CudaCheckupTest {

    private static CudaLibraries missing() {
        throw new BloomeryException(ErrorCode.UNAVAILABLE, "found no libcublas.so.12", "Install it.");
    }

    @Test
    void namesTheVersions() {
        Finding finding = new CudaCheckup(true, () -> new CudaLibraries("13.0", "12.9", "12.9.1")).finding();
        assertThat(finding).isEqualTo(Finding.well("cuda", "the driver serves CUDA 13.0; NVRTC 12.9, cuBLAS 12.9.1"));
    }

    @Test
    void saysWhatToInstallWhereTrainingWantsIt() {
        assertThat(new CudaCheckup(true, CudaCheckupTest::missing).finding())
                .isEqualTo(new Finding("cuda", "found no libcublas.so.12", "Install it."));
    }

    @Test
    void isNoProblemWhereNothingWantsIt() {
        Finding finding = new CudaCheckup(false, CudaCheckupTest::missing).finding();
        assertThat(finding.isProblem()).isFalse();
        assertThat(finding.found()).contains("libcublas.so.12");
    }
}
