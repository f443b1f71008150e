package io.bloomery.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextStreamTest {

    @Test
    void holdsBackACharacterUntilAllOfItsBytesAreThere() {
        assertThat(pieces("aé漢😀b", List.of())).containsExactly("a", "", "é", "", "", "漢", "", "", "", "😀", "b", "");
    }

    @Test
    void showsBytesThatAreNoCharacterAtTheEnd() {
        TextStream stream = new TextStream(TextStreamTest::decode, List.of());
        assertThat(stream.add(0xc3)).isEmpty();
        assertThat(stream.finish()).isEqualTo("\ufffd");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ab. cd, '. ', ab",
                "ab. cd, 'cd|b', a",
                "ab. cd, zz, ab. cd",
                "ab. cd, cde, ab. cd",
                "aab, ab, a",
                "aaab, aab, a",
                "ab, ab, ''",
                "x😀y, 😀, x"
            })
    void endsBeforeTheFirstStringToStopAt(String text, String stops, String expected) {
        List<String> pieces = pieces(text, List.of(stops.split("\\|", -1)));
        assertThat(String.join("", pieces)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void thePiecesAreTheTextUpToTheStop(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("abé".charAt(random.nextInt(3)));
        }
        String stop = text.substring(100, 104);
        String expected = text.substring(0, text.indexOf(stop));
        assertThat(String.join("", pieces(text.toString(), List.of(stop)))).isEqualTo(expected);
    }

    @Test
    void refusesAnEmptyStop() {
        assertThatThrownBy(() -> new TextStream(TextStreamTest::decode, List.of("a", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an empty string to stop at would stop every text");
    }

    /** What comes after each byte, and at the end. */
    private static List<String> pieces(String text, List<String> stops) {
        TextStream stream = new TextStream(TextStreamTest::decode, stops);
        List<String> pieces = new ArrayList<>();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            pieces.add(stream.add(value & 0xff));
        }
        pieces.add(stream.finish());
        return pieces;
    }

    private static String decode(int[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int value : bytes) {
            out.write(value);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
