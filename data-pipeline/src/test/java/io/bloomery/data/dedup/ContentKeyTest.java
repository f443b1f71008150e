package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentKeyTest {

    @ParameterizedTest(name = "[{index}]")
    @CsvSource({
        "'iron ore', ' iron\n\n ore\t'",
        "'iron ore', 'iron\u00a0\u3000ore'",
        "'\u00e9', 'e\u0301'",
        "'', ' \n\u00a0 '",
        "'\ud83d\udc4d', '\ud83d\udc4d\n'"
    })
    void isTheSameForTextsThatReadTheSame(String left, String right) {
        assertThat(ContentKey.of(left)).isEqualTo(ContentKey.of(right));
    }

    @ParameterizedTest(name = "[{index}]")
    @CsvSource({"'iron ore', 'Iron ore'", "'iron ore', 'ironore'", "'iron', 'iron.'", "'e', '\u00e9'", "'', '.'"})
    void differsForTextsThatReadDifferently(String left, String right) {
        assertThat(ContentKey.of(left)).isNotEqualTo(ContentKey.of(right));
    }

    @Test
    void isTheSha256OfTheNormalizedText() {
        assertThat(ContentKey.of(" abc ")) // the example of FIPS 180-2
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
