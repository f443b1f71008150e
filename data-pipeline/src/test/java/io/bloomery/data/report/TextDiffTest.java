package io.bloomery.data.report;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextDiffTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the old smith|the young smith|the [-old-] {+young+} smith",
                "the smith|the old smith|the {+old+} smith",
                "the old smith|the smith|the [-old-] smith",
                "我们今天去公园|我们明天去公园|我们 [-今-] {+明+} 天去公园",
                "''|new|{+new+}",
                "same|same|the texts are the same, word for word"
            })
    void marksTheWordsThatDiffer(String before, String after, String expected) {
        assertThat(TextDiff.render(before, after, false)).containsExactly(expected);
    }

    @Test
    void showsSomeWordsAroundEachChange() {
        String before = numbers(0, 100);
        String after = numbers(0, 100).replace(" 50 ", " fifty ").replace(" 90 ", " ");
        assertThat(TextDiff.render(before, after, false))
                .containsExactly(
                        "… 42 43 44 45 46 47 48 49 [-50-] {+fifty+} 51 52 53 54 55 56 57 58 …",
                        "… 82 83 84 85 86 87 88 89 [-90-] 91 92 93 94 95 96 97 98 …");
    }

    @Test
    void coloursForATerminalOnly() {
        assertThat(TextDiff.render("a b", "a c", true))
                .containsExactly("a \u001b[31m[-b-]\u001b[0m \u001b[32m{+c+}\u001b[0m");
    }

    @Test
    void letsNoTextCommandTheTerminal() {
        assertThat(TextDiff.render("a", "\u001b[2J\u0007\u202e", false).toString())
                .doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void endsSoonWhateverTheTexts() {
        Random random = new Random(3);
        String one =
                random.ints(400_000, 'a', 'd').mapToObj(c -> (char) c + " ").collect(Collectors.joining());
        String other =
                random.ints(400_000, 'a', 'd').mapToObj(c -> (char) c + "\n").collect(Collectors.joining());
        String third =
                random.ints(400_000, 'a', 'd').mapToObj(c -> (char) c + "\n").collect(Collectors.joining());
        assertTimeout(ofSeconds(20), () -> {
            assertThat(TextDiff.render(one, other, false)).hasSizeLessThan(50);
            assertThat(TextDiff.render(third, other, false)).last().asString().contains("were compared");
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cutsATextIntoPiecesThatMakeIt(long seed) {
        Random random = new Random(seed);
        String text = random.ints(random.nextInt(2_000), 0, 12)
                .mapToObj(i -> List.of("a", "b", " ", "\n", ".", "。", "字", "🔥", "\ud800", "\t", "é", "word")
                        .get(i))
                .collect(Collectors.joining());
        assertThat(String.join("", TextPieces.lines(text, 10))).isEqualTo(text);
        assertThat(TextPieces.lines(text, 10)).hasSizeLessThanOrEqualTo(10);
        assertThat(String.join("", TextPieces.words(text))).isEqualTo(text);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }
}
