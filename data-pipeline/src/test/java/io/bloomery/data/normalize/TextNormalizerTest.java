package io.bloomery.data.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextNormalizerTest {

    @Test
    void composesCharacters() {
        assertThat(TextNormalizer.normalize("e\u0301")).isEqualTo("\u00e9");
        assertThat(TextNormalizer.normalize("e\u200b\u0301")).isEqualTo("\u00e9");
    }

    @Test
    void takesOutControlAndInvisibleCharacters() {
        assertThat(TextNormalizer.normalize("a\u0000b\u001b\u00adc\ufeffd\uffff"))
                .isEqualTo("abcd");
    }

    @Test
    void keepsTheJoinersThatScriptsAndEmojiNeed() {
        assertThat(TextNormalizer.normalize("\u0646\u200c\u0647")).isEqualTo("\u0646\u200c\u0647");
        assertThat(TextNormalizer.normalize("\ud83d\udc68\u200d\ud83d\udcbb"))
                .isEqualTo("\ud83d\udc68\u200d\ud83d\udcbb");
    }

    @ParameterizedTest
    @CsvSource({"00a0", "2003", "202f", "3000"})
    void turnsEverySpaceIntoAPlainOne(String codePoint) {
        String space = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(TextNormalizer.normalize("a" + space + "b")).isEqualTo("a b");
    }

    @Test
    void keepsIndentationAndDropsTrailingWhiteSpace() {
        assertThat(TextNormalizer.normalize("if:\n    x  \n\ty\t")).isEqualTo("if:\n    x\n\ty");
    }

    @Test
    void leavesAtMostOneBlankLine() {
        assertThat(TextNormalizer.normalize("\n\na\n \n\t\n\nb\n\nc\nd\n\n")).isEqualTo("a\n\nb\n\nc\nd");
    }

    @Test
    void unifiesLineEnds() {
        assertThat(TextNormalizer.normalize("a\r\nb\rc\u2028d\u2029e")).isEqualTo("a\nb\nc\nd\n\ne");
    }

    @Test
    void replacesSurrogatesWithoutPartner() {
        assertThat(TextNormalizer.normalize("a\ud800b\udc00")).isEqualTo("a\ufffdb\ufffd");
        assertThat(TextNormalizer.normalize("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesNothingTheSecondTime(long seed) {
        String once = TextNormalizer.normalize(randomText(new Random(seed)));
        assertThat(TextNormalizer.normalize(once)).isEqualTo(once);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(300); i > 0; i--) {
            text.append((char)
                    (random.nextBoolean()
                            ? " \n\te\u0301\u200b\r".charAt(random.nextInt(7))
                            : random.nextInt(0x10000)));
        }
        return text.toString();
    }
}
