package io.bloomery.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final float[] LOGITS = {
        (float) Math.log(0.1), (float) Math.log(0.4), (float) Math.log(0.3), (float) Math.log(0.2)
    };
    private static final TokenText NOTHING = new TokenText();
    private static final int DRAWS = 20_000;

    @ParameterizedTest(name = "case {0}")
    @MethodSource("cases")
    void leavesOfTheLogitsWhatTransformersLeaves(int number) throws IOException {
        JsonNode golden = golden().get(number);
        SamplingConfig config = JSON.treeToValue(golden.get("sampling"), SamplingConfig.class);
        float[] logits = JSON.treeToValue(golden.get("logits"), float[].class);
        TokenText text = new TokenText(JSON.treeToValue(golden.get("text"), int[].class));
        config.rules().forEach(rule -> rule.apply(logits, text));
        for (int token = 0; token < logits.length; token++) {
            JsonNode left = golden.get("left").get(token);
            if (left.isNull()) {
                assertThat(logits[token]).as("token %d", token).isEqualTo(Float.NEGATIVE_INFINITY);
            } else {
                assertThat(logits[token]).as("token %d", token).isCloseTo((float) left.doubleValue(), within(1e-5f));
            }
        }
    }

    static IntStream cases() throws IOException {
        return IntStream.range(0, golden().size());
    }

    @ParameterizedTest(name = "[{index}] temperature {0}, top-k {1}, top-p {2}, min-p {3}")
    @CsvSource({
        "1, 0, 1, 0, 0.1, 0.4, 0.3, 0.2",
        "1, 2, 1, 0, 0, 0.571428, 0.428571, 0",
        "1, 0, 0.7, 0, 0, 0.571428, 0.428571, 0",
        "1, 0, 0.71, 0, 0, 0.444444, 0.333333, 0.222222",
        "1, 0, 0.1, 0, 0, 1, 0, 0",
        "1, 3, 0.5, 0, 0, 0.571428, 0.428571, 0",
        "1, 0, 1, 0.26, 0, 0.444444, 0.333333, 0.222222",
        "1, 0, 1, 0.24, 0.1, 0.4, 0.3, 0.2",
        "0.5, 0, 1, 0, 0.033333, 0.533333, 0.3, 0.133333"
    })
    void drawsWithTheProbabilitiesOfItsSettings(
            double temperature, int topK, double topP, double minP, double p0, double p1, double p2, double p3) {
        SamplingConfig config = new SamplingConfig(temperature, topK, topP, minP, 1);
        int[] drawn = new int[LOGITS.length];
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < DRAWS; i++) {
            float[] logits = LOGITS.clone();
            config.rules().forEach(rule -> rule.apply(logits, NOTHING));
            drawn[config.sampler().choose(logits, random)]++;
        }
        double[] expected = {p0, p1, p2, p3};
        for (int token = 0; token < expected.length; token++) {
            double deviation = Math.sqrt(expected[token] * (1 - expected[token]) / DRAWS);
            assertThat(drawn[token] / (double) DRAWS).isCloseTo(expected[token], within(5 * deviation + 1e-6));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void topKKeepsAsManyAsASortWould(long seed) {
        Random random = new Random(seed);
        float[] logits = new float[1 + random.nextInt(500)];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = random.nextInt(40); // with many that are equal
        }
        int count = 1 + random.nextInt(logits.length);
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        float least = sorted[logits.length - count];
        float[] left = logits.clone();
        new TopK(count).apply(left, NOTHING);
        for (int i = 0; i < logits.length; i++) {
            assertThat(left[i]).isEqualTo(logits[i] < least ? Float.NEGATIVE_INFINITY : logits[i]);
        }
    }

    @Test
    void temperatureZeroTakesTheFirstOfTheLikeliest() {
        SamplingConfig greedy = new SamplingConfig(0, 1, 0.5, 0.5, 1);
        assertThat(greedy.rules()).isEmpty();
        assertThat(greedy.sampler().choose(new float[] {1, 3, 3, 2}, new SplittableRandom(1)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 1, 0, 1, 'temperature must be in [0, 100] but is -1.0'",
        "NaN, 0, 1, 0, 1, 'temperature must be in [0, 100] but is NaN'",
        "1, -1, 1, 0, 1, top-k must not be negative but is -1",
        "1, 0, 0, 0, 1, 'top-p must be in (0, 1] but is 0.0'",
        "1, 0, 1.1, 0, 1, 'top-p must be in (0, 1] but is 1.1'",
        "1, 0, 1, 1.1, 1, 'min-p must be in [0, 1] but is 1.1'",
        "1, 0, 1, NaN, 1, 'min-p must be in [0, 1] but is NaN'",
        "1, 0, 1, 0, 0, 'repetition-penalty must be in (0, 100] but is 0.0'"
    })
    void refusesSettingsWithoutMeaning(
            double temperature, int topK, double topP, double minP, double penalty, String message) {
        assertThatThrownBy(() -> new SamplingConfig(temperature, topK, topP, minP, penalty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = SamplingConfigTest.class.getResourceAsStream("/golden/sampling.json")) {
            return JSON.readTree(file);
        }
    }
}
