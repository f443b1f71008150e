package io.bloomery.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaSpecTest {

    @Test
    void countsTheParametersOfPublishedModels() {
        // TinyLlama-1.1B has 1,100,048,384; half of its layers leave out 11 times 44,044,288.
        assertThat(new LlamaSpec(32000, 2048, 11, 32, 4, 2048, 5632, 1e-5, 10000, false).parameterCount())
                .isEqualTo(1_100_048_384L - 11 * 44_044_288L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 1, 8, 12, vocabulary-size must be positive but is 0",
        "1, 3, 1, 8, 12, width must be a multiple of heads but 8 is not a multiple of 3",
        "1, 4, 3, 8, 12, heads must be a multiple of key-value-heads but 4 is not a multiple of 3",
        "1, 8, 1, 8, 12, width must be a multiple of twice the heads but 8 is not a multiple of 16",
        "1, 2, 1, 8, 0, perceptron-width must be positive but is 0"
    })
    void namesTheKeyThatIsWrong(
            int vocabulary, int heads, int keyValueHeads, int width, int perceptronWidth, String message) {
        assertThatThrownBy(() -> new LlamaSpec(
                        vocabulary, 4, 1, heads, keyValueHeads, width, perceptronWidth, 1e-5, 10000, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
