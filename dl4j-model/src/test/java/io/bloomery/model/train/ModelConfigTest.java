package io.bloomery.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.train.ModelConfig.Family;
import org.junit.jupiter.api.Test;

class ModelConfigTest {

    private static final ModelConfig.Llama LLAMA = new ModelConfig.Llama(2, 40, 1e-5, 10_000, true);

    @Test
    void givesTheSpecOfItsFamily() {
        assertThat(new ModelConfig(Family.GPT2, 8, 2, 4, 16, LLAMA).spec(50)).isEqualTo(new GptSpec(50, 8, 2, 4, 16));
        assertThat(new ModelConfig(Family.LLAMA, 8, 2, 4, 16, LLAMA).spec(50))
                .isEqualTo(new LlamaSpec(50, 8, 2, 4, 2, 16, 40, 1e-5, 10_000, true));
    }

    @Test
    void checksWhatTheFamilyNeedsAndNoMore() {
        ModelConfig.Llama odd = new ModelConfig.Llama(3, 40, 1e-5, 10_000, true);
        assertThat(new ModelConfig(Family.GPT2, 8, 2, 4, 16, odd).spec(50).heads())
                .isEqualTo(4);
        assertThatThrownBy(() -> new ModelConfig(Family.LLAMA, 8, 2, 4, 16, odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heads must be a multiple of key-value-heads");
    }
}
