package io.bloomery.data.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordSplitterTest {

    private static final String SPACE = "\\p{IsWhite_Space}";
    private static final Pattern GPT2 = Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^" + SPACE
            + "\\p{L}\\p{N}]+|" + SPACE + "+(?!\\P{IsWhite_Space})|" + SPACE + "+");
    private static final String[] PIECES = {
        "'",
        "'s",
        "'re",
        "'ll",
        "'d",
        " ",
        "  ",
        "\n",
        "\t",
        "\u00a0",
        "\u0085",
        "\u2003",
        "\u3000",
        "a",
        "Z",
        "\u00e9",
        "\u4e2d",
        "\ud835\udd18",
        "1",
        "\u0663",
        "\u00bd",
        "!",
        "-",
        "\u0301",
        "\ud83d\udc4d",
        "\u200d",
        "\u0000",
        "\ufffd",
        "r",
        "e",
        "l",
        "s"
    };

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cutsAsThePatternOfGpt2Does(long seed) {
        String text = randomText(new Random(seed));
        assertThat(words(text)).isEqualTo(wordsOfThePattern(text));
    }

    @Test
    void keepsLettersThatAreNewerThanTheJdkTogether() {
        assertThat(words("a\u0870b")).containsExactly("a\u0870b"); // U+0870 is a letter since Unicode 14
    }

    @Test
    void leavesOneSpaceForTheNextWord() {
        assertThat(words("ore   iron")).containsExactly("ore", "  ", " iron");
    }

    @Test
    void givesTrailingWhiteSpaceInOnePiece() {
        assertThat(words("ore \n\n")).containsExactly("ore", " \n\n");
    }

    @Test
    void readsAnUnpairedSurrogateAsTheReplacementCharacter() {
        assertThat(words("a\ud83d")).containsExactly("a", "\ufffd");
        assertThat(words("\udc4da")).containsExactly("\ufffd", "a");
        assertThat(words("\ud83d\ud83d\udc4d")).containsExactly("\ufffd\ud83d\udc4d");
    }

    @Test
    void hasNoWordInAnEmptyText() {
        assertThat(words("")).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static List<String> wordsOfThePattern(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = GPT2.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        WordSplitter.split(text, words::add);
        return words;
    }
}
