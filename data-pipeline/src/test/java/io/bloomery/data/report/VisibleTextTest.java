package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @Test
    void escapesWhatMarkupIsMadeOf() {
        assertThat(VisibleText.html("</script><img src=\"x\" onerror='a&b'>"))
                .isEqualTo("&lt;/script&gt;&lt;img src=&quot;x&quot; onerror=&#39;a&amp;b&#39;&gt;");
    }

    @Test
    void keepsChineseAndEmoji() {
        assertThat(VisibleText.html("炼铁炉 🔥")).isEqualTo("炼铁炉 🔥");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud800",
                "\udfff",
                "\u0000",
                "\u001b",
                "\u009b",
                "\u007f",
                "\r",
                "\u202e",
                "\u2066",
                "\u200f",
                "\u061c",
                "\ufffe",
                "\ufdd0",
                "\ud83f\udfff"
            })
    void showsWhatCannotBeShownAsReplacement(String hidden) {
        assertThat(VisibleText.html("a" + hidden + "b")).isEqualTo("a\ufffdb");
        assertThat(VisibleText.line("a" + hidden + "b", 10)).isEqualTo("a\ufffdb");
    }

    @Test
    void cutsByCharactersAndNeverThroughOne() {
        assertThat(VisibleText.html("🔥🔥🔥", 2)).isEqualTo("🔥🔥…");
        assertThat(VisibleText.html("🔥🔥", 2)).isEqualTo("🔥🔥");
        assertThat(VisibleText.html("", 0)).isEmpty();
    }

    @Test
    void makesOneLineOfMany() {
        assertThat(VisibleText.line("a\n\n\tb ", 10)).isEqualTo("a b");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leavesNoMarkupAndNoControlsWhateverComesIn(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65536)));
        }
        String html = VisibleText.html(text.toString());
        assertThat(html).doesNotContainPattern("[<>\"']").doesNotContainPattern("&(?!(amp|lt|gt|quot|#39);)");
        assertThat(html.codePoints().filter(c -> c != '\n' && c != '\t'))
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }
}
