package io.bloomery.data.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextIdsTest {

    private final Tokenizer tokenizer = new Tokenizer(Golden.model());

    @Test
    void writesALineOfIdsForEveryLine() throws IOException {
        StringWriter output = new StringWriter();
        long lines = TextIds.encode(
                tokenizer, lines("{\"text\": \"iron\"}\n{\"id\": 7, \"text\": \"\"}"), "texts.jsonl", output);
        assertThat(lines).isEqualTo(2);
        assertThat(output).hasToString("{\"ids\": " + Arrays.toString(tokenizer.encode("iron")) + "}\n{\"ids\": []}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\": 7}", "{\"Text\": \"a\"}", "{", "7"})
    void namesTheLineThatHasNoText(String line) {
        assertThatThrownBy(() -> TextIds.encode(
                        tokenizer, lines("{\"text\":\"a\"}\n" + line), "texts.jsonl", new StringWriter()))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("texts.jsonl line 2 is not a JSON object with a \"text\"");
    }

    private static BufferedReader lines(String text) {
        return new BufferedReader(new StringReader(text));
    }
}
