package io.bloomery.data.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageCodeTest {

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "ZH-cn, zh",
        "zho, zh",
        "zho_Hans, zh",
        "cmn_Hani, zh",
        "chi, zh",
        "zh_TW, zh",
        "jpn, ja",
        "kor_Hang, ko",
        "arb, ar",
        "yue, yue",
        "heb, he",
        "iw, he",
        "ind, id",
        "und, und",
        "'', ''",
        "English, english",
        "simple-english, simple-english"
    })
    void isShortWhereALanguageHasAShortOne(String name, String code) {
        assertThat(LanguageCode.of(name)).isEqualTo(code);
    }
}
