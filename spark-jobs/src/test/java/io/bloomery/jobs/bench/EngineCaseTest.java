package io.bloomery.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.kernel.KernelOptions.Precision;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EngineCaseTest {

    @Test
    void combinesEachConfigurationWithEachPrecisionAndNumberOfThreads() {
        List<EngineCase> cases = EngineCase.of(
                List.of("char-small", "llama-60m"), List.of(Precision.FLOAT32, Precision.BFLOAT16), List.of(1, 2));
        assertThat(cases).hasSize(8);
        assertThat(cases.get(0).name()).isEqualTo("char-small float32 1 thread");
        assertThat(cases.get(7).name()).isEqualTo("llama-60m bfloat16 2 threads");
    }

    @Test
    void tellsThePeerTheSizesOfTheModel() {
        EngineCase llama = EngineCase.of(List.of("llama-60m"), List.of(Precision.BFLOAT16), List.of(2))
                .get(0);
        assertThat(llama.spec().parameterCount()).isEqualTo(32_000 * 512 * 2 + 8 * 3_163_136 + 512);
        assertThat(llama.toPeer())
                .containsEntry("family", "llama")
                .containsEntry("perceptron", 1376)
                .containsEntry("threads", 2)
                .containsEntry("type", "bfloat16");
    }

    @Test
    void refusesAnUnknownConfiguration() {
        assertThatThrownBy(() -> EngineCase.of(List.of("gpt3"), List.of(Precision.FLOAT32), List.of(1)))
                .hasMessage(
                        "configurations are [char-small, char-large, gpt2-64, gpt2-1024, llama-60m] but one asked for"
                                + " is gpt3");
    }

    @Test
    void comparesWithTheFasterModeOfThePeer() {
        EngineResult result =
                EngineResult.of("x", 300, OptionalLong.of(7)).beside(new EnginePeer.Figures("x", 100, 150, 9));
        assertThat(result.pytorch()).isEqualTo(150);
        assertThat(result.ratio()).isEqualTo(2);
        assertThat(result.memory()).isEqualTo(7);
        assertThat(result.pytorchMemory()).isEqualTo(9);
    }
}
