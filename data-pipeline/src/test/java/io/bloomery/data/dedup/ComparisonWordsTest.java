package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonWordsTest {

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,']\\p{Nd}+)*");
    private static final String[] PARTS = {
        "1", "20", "\u0663", "\ud835\udfd9", ".", ",", "'", "a", " ", "e\u0301", "\ud83d", "\u6211", "-"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void seesTheNumbersThatTheRegularExpressionSees(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(20), 0, PARTS.length).forEach(part -> text.append(PARTS[part]));
            String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
            String zeroed = NUMBER.matcher(decomposed).replaceAll("0");
            assertThat(ComparisonWords.of(text.toString())).as("'%s'", text).isEqualTo(ComparisonWords.of(zeroed));
        }
    }

    @Test
    void readsANumberOfAMillionGroups() {
        assertThat(ComparisonWords.of("1,".repeat(1_000_000))).containsExactly("0");
        assertThat(ComparisonWords.of("ore " + "1.2'".repeat(500_000) + "3 slag"))
                .containsExactly("ore", "0", "slag");
    }
}
