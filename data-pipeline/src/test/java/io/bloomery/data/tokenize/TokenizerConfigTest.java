package io.bloomery.data.tokenize;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerConfigTest {

    @ParameterizedTest
    @CsvSource({
        "256, 2, 10, 'vocabulary-size must be at least 257 (256 bytes and the end-of-text token) but is 256'",
        "257, 0, 10, min-frequency must be positive but is 0",
        "257, 1, 0, max-distinct-words must be positive but is 0"
    })
    void refusesWhatCannotWork(int vocabularySize, int minFrequency, int maxDistinctWords, String message) {
        assertThatThrownBy(() -> new TokenizerConfig(vocabularySize, minFrequency, maxDistinctWords))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
