package io.bloomery.data.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTextTest {

    @Test
    void splitsAtEveryKindOfWhiteSpace() {
        assertThat(PythonText.words("\u00a0a\u2003b\u3000c\u001cd\u200be\u0085f "))
                .containsExactly("a", "b", "c", "d\u200be", "f");
        assertThat(PythonText.wordCount("\u00a0a\u2003b\u3000c\u001cd\u200be\u0085f "))
                .isEqualTo(5);
    }

    @Test
    void endsLinesWhereSplitlinesDoes() {
        assertThat(PythonText.lines("a\r\nb\rc\n\nd\u000be\u2028f\u0085g\n"))
                .containsExactly("a", "b", "c", "", "d", "e", "f", "g");
        assertThat(PythonText.lines("")).isEmpty();
    }

    @Test
    void keepsEmptyParts() {
        assertThat(PythonText.parts("a\n\n\nb\n", "\n")).containsExactly("a", "", "", "b", "");
        assertThat(PythonText.parts("a\n\n\nb", "\n\n")).containsExactly("a", "\nb");
        assertThat(PythonText.parts("", "\n")).containsExactly("");
    }

    @Test
    void countsCharactersRatherThanCodeUnits() {
        assertThat(PythonText.length("a\ud83d\ude00\ud800")).isEqualTo(3);
    }

    @Test
    void countsPartsThatDoNotOverlap() {
        assertThat(PythonText.count("....", "...")).isEqualTo(1);
        assertThat(PythonText.count("......", "...")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {'a', '中', 'ª', '²', '½', 'Ⅷ', '٣'})
    void countsLettersAndNumbersAsAlphanumeric(int codePoint) {
        assertThat(PythonCharacters.isAlphanumeric(codePoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {'_', ' ', '\u0301', '#', 0xd800})
    void countsNothingElseAsAlphanumeric(int codePoint) {
        assertThat(PythonCharacters.isAlphanumeric(codePoint)).isFalse();
    }

    @Test
    void takesSuperscriptsForDigitsButNotFractions() {
        assertThat(PythonCharacters.isDigit('²')).isTrue();
        assertThat(PythonCharacters.isDigit('٣')).isTrue();
        assertThat(PythonCharacters.isDigit('½')).isFalse();
        assertThat(PythonCharacters.isDigit('Ⅷ')).isFalse();
    }
}
