package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.cuda.Emulator.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator sees the faults that a GPU would hide, or would show as a wrong number now and then. */
class EmulatorTest {

    private static final String KERNELS = """
            #include "device.cuh"

            KERNEL reverse(int* x, int waits) {
                __shared__ int copy[64];
                copy[threadIdx.x] = x[threadIdx.x];
                if (waits) {
                    __syncthreads();
                }
                x[threadIdx.x] = copy[63 - threadIdx.x];
            }

            KERNEL half_waits(int* x) {
                if (threadIdx.x < 32) {
                    __syncthreads();
                }
                x[threadIdx.x] = 1;
            }

            KERNEL write_at(int* x, int at) {
                x[at] = 1;
            }
            """;

    @TempDir
    static Path folder;

    private static Emulator emulator;

    @BeforeAll
    static void compile() throws IOException {
        Files.writeString(folder.resolve("faults.cu"), KERNELS);
        emulator = Emulator.compile(folder, List.of("faults.cu"), false, 8);
    }

    @Test
    void runsThreadsTogether() {
        Buffer x = Buffer.ofInts(IntStream.range(0, 64).toArray());
        emulator.launch("reverse", Size.of(1), Size.of(64), x, 1);
        int[] reversed = IntStream.range(0, 64).map(i -> 63 - i).toArray();
        assertThat(x.bytes()).isEqualTo(Buffer.ofInts(reversed).bytes());
    }

    @Test
    void seesThatABarrierIsMissing() {
        int[] values = IntStream.range(0, 64).toArray();
        assertThat(complaints("reverse", 64, values, 0)).contains("results that depend on the order of threads");
    }

    @Test
    void seesThatNotAllComeToABarrier() {
        assertThat(complaints("half_waits", 64, new int[64])).contains("a barrier that not all threads come to");
    }

    @Test
    void seesWritesBeyondABuffer() {
        assertThat(complaints("write_at", 1, new int[3], 2)).isEmpty();
        assertThat(complaints("write_at", 1, new int[3], 3)).contains("a write beyond the end of a buffer");
        assertThat(complaints("write_at", 1, new int[3], 16)).contains("exit status 139");
    }

    private String complaints(String kernel, int threads, int[] buffer, Object... more) {
        Object[] arguments =
                Stream.concat(Stream.of(Buffer.ofInts(buffer)), Stream.of(more)).toArray();
        return emulator.run(kernel, Size.of(1), Size.of(threads), arguments).complaints();
    }
}
