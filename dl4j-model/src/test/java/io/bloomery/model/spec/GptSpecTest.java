package io.bloomery.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GptSpecTest {

    @Test
    void countsTheParametersOfGpt2() {
        assertThat(new GptSpec(50257, 1024, 12, 12, 768).parameterCount()).isEqualTo(124_439_808);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, vocabulary-size must be positive but is 0",
        "1, -1, 1, 1, 1, context-length must be positive but is -1",
        "1, 1, 0, 1, 1, layers must be positive but is 0",
        "1, 1, 1, 0, 1, heads must be positive but is 0",
        "1, 1, 1, 1, 0, width must be positive but is 0",
        "1, 1, 1, 3, 8, width must be a multiple of heads but 8 is not a multiple of 3"
    })
    void namesTheKeyThatIsWrong(int vocabulary, int context, int layers, int heads, int width, String message) {
        assertThatThrownBy(() -> new GptSpec(vocabulary, context, layers, heads, width))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesMoreParametersThanOneVectorCanHold() {
        assertThatThrownBy(() -> new GptSpec(50257, 2048, 48, 32, 8192))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than one flat vector");
    }
}
