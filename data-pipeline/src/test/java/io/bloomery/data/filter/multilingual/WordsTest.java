package io.bloomery.data.filter.multilingual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void splitsAtWhiteSpaceAndKeepsPunctuationWithItsWord() {
        assertThat(Words.of("Don't stop - e.g. (now), 42!\n"))
                .containsExactly("Don't", "stop", "-", "e.g.", "(now),", "42!");
    }

    @Test
    void takesEachHanAndKanaCharacterAsAWordAndDropsThePunctuationBetweenThem() {
        assertThat(Words.of("\u4e2d\u6587\uff0c\u3042Java 17\u3002"))
                .containsExactly("\u4e2d", "\u6587", "\u3042", "Java", "17\u3002");
    }

    @Test
    void keepsMarksWithTheirLetterInScriptsWithoutSpaces() {
        assertThat(Words.of("\u0e01\u0e34\u0e19")).containsExactly("\u0e01\u0e34", "\u0e19");
    }

    @Test
    void takesAHanCharacterBeyondTheBasicPlaneAsOneWord() {
        assertThat(Words.of("\ud840\udc00\u4e2d")).containsExactly("\ud840\udc00", "\u4e2d");
    }

    @Test
    void findsNoWordsInBlankText() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" \n\t")).isEmpty();
    }

    @Test
    void measuresAWordWithoutThePunctuationAtItsEnds() {
        assertThat(Words.length("(don't),")).isEqualTo(5);
        assertThat(Words.length("e\u0301")).isEqualTo(2);
        assertThat(Words.length("--")).isZero();
    }
}
