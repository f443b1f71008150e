package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverFailureTest {

    @ParameterizedTest
    @CsvSource({
        "2, doctor says what fits, false",
        "100, CUDA_VISIBLE_DEVICES, false",
        "46, compute mode, false",
        "803, driver is too old, false",
        "802, fabric manager, false",
        "214, replaced, true",
        "719, start it anew, true",
        "999, restart of the machine, true"
    })
    void saysWhatToDoAboutAStatus(int status, String advice, boolean isLost) {
        BloomeryException failure = DriverFailure.of("NVIDIA H200", "cuLaunchKernel", status, "its own words");
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("on NVIDIA H200: cuLaunchKernel says " + status + ", its own words");
        assertThat(failure.hint()).contains(advice).endsWith(".");
        assertThat(LostCardException.isCauseOf(failure)).isEqualTo(isLost);
    }

    @Test
    void saysHowMuchMemoryIsWantedAndFree() {
        assertThat(DriverFailure.outOfMemory("NVIDIA L4", 300_000_000, new DriverFailure.Room(100, 24_000_000_000L)))
                .hasMessageContaining(
                        "the memory of NVIDIA L4 is too small: 300.0 MB are wanted, 100 bytes of 24.0 GB are free");
    }

    @Test
    void doesNotNameACardThatIsNotKnownYet() {
        assertThat(DriverFailure.of("", "cuInit", 100, "no device"))
                .hasMessageContaining("cuda fails: cuInit says 100");
    }
}
