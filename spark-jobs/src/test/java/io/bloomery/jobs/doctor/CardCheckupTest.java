package io.bloomery.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.network.CardMemory;
import io.bloomery.model.spec.GptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of cards that stand-ins of nvidia-smi name, with its own wording. */
class CardCheckupTest {

    private static final String A100 = "NVIDIA A100-SXM4-40GB, 535.161.08, 8.0, 40960, 40325";
    private static final String H200 = "NVIDIA H200, 570.124.06, 9.0, 143771, 143190";

    private static final CardMemory GPT2 =
            new CardMemory(new GptSpec(50_257, 1024, 12, 12, 768), Precision.BFLOAT16, false, false);

    @TempDir
    Path folder;

    @Test
    void namesACardAndSaysThatThisBuildLeavesItIdle() throws IOException {
        assertThat(examine(false, 0, A100))
                .isEqualTo(Finding.well(
                        "gpu",
                        "NVIDIA A100-SXM4-40GB, capability 8.0, 42.9 GB (42.3 GB free), driver 535.161.08:"
                                + " idle; train.kernel = cuda is made for it, but no card has run that yet;"
                                + " a build with -Pcuda trains on it"));
    }

    @Test
    void saysWhichKernelTrainsOnEachCard() throws IOException {
        Finding finding = examine(true, 0, A100 + "\n" + H200);
        assertThat(finding.isProblem()).isFalse();
        assertThat(finding.found())
                .contains("535.161.08: trains with the kernel nd4j in float32; NVIDIA H200, capability 9.0")
                .endsWith("ND4J's CUDA 11.6 backend has no machine code for it; training uses the CPU");
    }

    @Test
    void doesNotPromiseAnythingOnHopper() throws IOException {
        assertThat(examine(false, 0, H200).found()).endsWith("but no card has run that yet");
        assertThat(examine(true, 0, H200).found()).contains("has no machine code for it");
        assertThat(examine(true, 0, H200).advice()).startsWith("Build without -Pcuda");
    }

    @Test
    void asksForANewerDriver() throws IOException {
        assertThat(examine(true, 0, "Tesla V100-PCIE-16GB, 418.226.00, 7.0, 16160, 16000")
                        .advice())
                .isEqualTo("Install NVIDIA's driver 450.80 or newer, which CUDA 11.6 needs.");
        assertThat(examine(true, 0, "Tesla V100-PCIE-16GB, 450.80.02, 7.0, 16160, 16000")
                        .isProblem())
                .isFalse();
    }

    @Test
    void leavesOutWhatACardDoesNotTell() throws IOException {
        assertThat(examine(false, 0, "NVIDIA GB10, 580.95.05, 12.1, [N/A], [N/A]")
                        .found())
                .startsWith("NVIDIA GB10, capability 12.1, driver 580.95.05: idle;");
    }

    @Test
    void tellsOfALostCardAndABrokenDriver() throws IOException {
        String lost = "Unable to determine the device handle for GPU0000:3B:00.0: Unknown Error";
        assertThat(examine(true, 255, lost).found()).endsWith("nvidia-smi says: " + lost);
        assertThat(examine(true, 255, lost).advice()).contains("restart the machine if a card is lost");
        Finding broken =
                examine(false, 9, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.");
        assertThat(broken.isProblem()).isFalse();
        assertThat(broken.found()).endsWith("NVIDIA driver.; training uses the CPU");
    }

    @Test
    void doesNotWaitForAToolThatHangs() throws IOException {
        Path tool = tool("exec tail -f /dev/null");
        NvidiaSmi.Answer answer = new NvidiaSmi(tool.toString(), Duration.ofMillis(50)).ask();
        assertThat(new CardCheckup(false, Optional.empty()).of(answer).found()).contains("does not answer in 0 s");
    }

    @Test
    void saysThatThereIsNone() {
        NvidiaSmi.Answer answer = new NvidiaSmi(folder.resolve("nvidia-smi").toString(), Duration.ofSeconds(1)).ask();
        assertThat(new CardCheckup(false, Optional.empty()).of(answer))
                .isEqualTo(Finding.well("gpu", "none; training uses the CPU"));
        assertThat(new CardCheckup(true, Optional.empty()).of(answer).isProblem())
                .isTrue();
    }

    @Test
    void saysWhichBatchOfTheConfiguredModelFits() throws IOException {
        CardDemand demand = new CardDemand(GPT2, 16, false);
        long free = 143_190L << 20;
        int most = GPT2.sequencesIn(free - CardDemand.RESERVE_BYTES);
        assertThat(GPT2.bytes(most)).isLessThanOrEqualTo(free - CardDemand.RESERVE_BYTES);
        assertThat(GPT2.bytes(most + 1)).isGreaterThan(free - CardDemand.RESERVE_BYTES);
        assertThat(examine(new CardCheckup(false, Optional.of(demand)), 0, H200))
                .satisfies(finding -> assertThat(finding.isProblem()).isFalse())
                .extracting(Finding::found)
                .asString()
                .contains(": idle; train.kernel = cuda is made for it, but no card has run that yet, " + most
                        + " sequences of 1024 tokens fit at a time by plan (124,439,808 parameters;");
    }

    @Test
    void warnsOfABatchThatDoesNotFit() throws IOException {
        String small = "NVIDIA A2, 535.161.08, 8.6, 15356, 4000";
        Finding finding = examine(new CardCheckup(false, Optional.of(new CardDemand(GPT2, 16, true))), 0, small);
        assertThat(finding.found()).contains("8.6, 16.1 GB (4.2 GB free), driver 535.161.08: wanted;");
        assertThat(finding.advice()).startsWith("Lower train.batch-size").endsWith("uses the card.");
        assertThat(examine(new CardCheckup(false, Optional.of(new CardDemand(GPT2, 16, false))), 0, small)
                        .isProblem())
                .isFalse();
        assertThat(examine(new CardCheckup(false, Optional.of(new CardDemand(GPT2, 16, true))), 0, small + "\n" + H200)
                        .isProblem())
                .isFalse();
    }

    @Test
    void wantsACardWhereTheKernelIsCuda() throws IOException {
        CardCheckup checkup = new CardCheckup(false, Optional.of(new CardDemand(GPT2, 16, true)));
        assertThat(checkup.of(new NvidiaSmi.Answer(List.of(), "")).advice())
                .isEqualTo("train.kernel = cuda trains on a GPU: set train.kernel = auto for the CPU.");
        assertThat(examine(checkup, 9, "No devices were found").advice())
                .contains("install or reload NVIDIA's driver", "set train.kernel = auto");
    }

    private Finding examine(boolean cudaBackend, int status, String output) throws IOException {
        return examine(new CardCheckup(cudaBackend, Optional.empty()), status, output);
    }

    private Finding examine(CardCheckup checkup, int status, String output) throws IOException {
        Path tool = tool("cat <<'END'\n" + output + "\nEND\nexit " + status);
        return checkup.of(new NvidiaSmi(tool.toString(), Duration.ofMinutes(1)).ask());
    }

    private Path tool(String script) throws IOException {
        Path tool = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tool;
    }
}
