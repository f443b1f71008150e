package io.bloomery.data.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    @Test
    void numbersEqualPartsAlike() {
        Parts words = Draft.of("a b a c b a").view(Views.SPACED_WORDS);

        assertThat(List.of(words.id(0), words.id(1), words.id(2), words.id(3), words.id(4), words.id(5)))
                .containsExactly(0, 1, 0, 2, 1, 0);
        assertThat(words.distinct()).isEqualTo(3);
    }

    @Test
    void countsCodePoints() {
        Parts words = Draft.of("\ud83d\ude00\ud83d\ude00 ab \ud83d").view(Views.SPACED_WORDS);

        assertThat(words.characters(0)).isEqualTo(2);
        assertThat(words.characters(1)).isEqualTo(2);
        assertThat(words.characters(2)).isEqualTo(1);
        assertThat(words.characters()).isEqualTo(5);
    }

    @Test
    void splitsLinesInEverySense() {
        String text = " a\n\nb\r\nc\u2028d\n";

        assertThat(parts(Views.LINES, text)).containsExactly(" a", "", "b\r", "c\u2028d", "");
        assertThat(parts(Views.LINES_BETWEEN_RUNS, text)).containsExactly(" a", "b\r", "c\u2028d", "");
        assertThat(parts(Views.PYTHON_LINES, text)).containsExactly(" a", "", "b", "c", "d");
        assertThat(parts(Views.PARAGRAPHS, text)).containsExactly("a", "b\r\nc\u2028d");
    }

    @Test
    void hasOneEmptyLineAndNoPythonLineInAnEmptyText() {
        assertThat(parts(Views.LINES, "")).containsExactly("");
        assertThat(parts(Views.LINES_BETWEEN_RUNS, "")).containsExactly("");
        assertThat(parts(Views.PARAGRAPHS, " \n\n ")).containsExactly("");
        assertThat(parts(Views.PYTHON_LINES, "")).isEmpty();
        assertThat(parts(Views.WORDS, " \n")).isEmpty();
        assertThat(parts(Views.SENTENCES, "")).containsExactly("");
    }

    private static List<String> parts(View<Parts> view, String text) {
        return Draft.of(text).view(view).list();
    }
}
