package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bloomery.data.failure.BloomeryException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** NVRTC compiles without a card; skipped where it is not installed. */
class NvrtcTest {

    private static final int ANY_DRIVER = 99;
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    @Test
    void compilesForTheCardThatIsAskedFor() {
        assertThat(compiler().compile("tensor_attention.cu", List.of("-DHEAD_WIDTH=64"), "sm_80"))
                .startsWith(ELF);
        assertThat(compiler().compile("adamw.cu", List.of(), "sm_90")).startsWith(ELF);
    }

    @Test
    void saysWhatTheCompilerSaid() {
        Nvrtc compiler = compiler();
        assertThatThrownBy(() -> compiler.compile("adamw.cu", List.of(), "sm_1"))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("adamw.cu")
                .hasMessageContaining("sm_1")
                .hasMessageContaining("gpu-architecture");
    }

    private static Nvrtc compiler() {
        Optional<Nvrtc> found = found();
        assumeTrue(found.isPresent(), "no NVRTC where the loader looks for libraries");
        return found.orElseThrow();
    }

    private static Optional<Nvrtc> found() {
        try {
            return Optional.of(new Nvrtc(ANY_DRIVER));
        } catch (BloomeryException e) {
            return Optional.empty();
        }
    }
}
