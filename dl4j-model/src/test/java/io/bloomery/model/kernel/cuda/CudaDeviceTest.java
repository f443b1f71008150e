package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.jna.NativeLibrary;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** What a machine without a card says. */
class CudaDeviceTest {

    @Test
    void saysThatThereIsNoDriverAndWhatToDo() {
        assumeFalse(hasDriver(), "this machine has NVIDIA's driver");
        assertThatThrownBy(() -> Kernels.create("cuda:3")).isInstanceOfSatisfying(BloomeryException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("libcuda.so.1");
            assertThat(failure.hint()).contains("auto");
        });
    }

    @Test
    void namesTheLibraryThatADriverWants() {
        assertThatThrownBy(() -> NvidiaLibrary.ofToolkit("unknown", 12))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("libunknown.so.12");
    }

    @Test
    void saysThatADriverIsTooOld() {
        assertThatThrownBy(() -> NvidiaLibrary.ofToolkit("cublas", 10))
                .isInstanceOfSatisfying(BloomeryException.class, failure -> {
                    assertThat(failure).hasMessageContaining("too old").hasMessageContaining("serves CUDA 10");
                    assertThat(failure.hint()).contains("460.27");
                });
    }

    @Test
    void takesNoOtherNames() {
        assertThatThrownBy(() -> Kernels.create("cuda:x")).hasMessageContaining("cuda:x");
        assertThat(Kernels.names()).contains("cuda");
    }

    static boolean hasDriver() {
        try {
            NativeLibrary.getInstance("libcuda.so.1");
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }
}
