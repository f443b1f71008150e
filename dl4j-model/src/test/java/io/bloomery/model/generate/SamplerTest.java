package io.bloomery.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {

    private static final float[] LOGITS = {
        (float) Math.log(0.1), (float) Math.log(0.4), (float) Math.log(0.3), (float) Math.log(0.2)
    };
    private static final int DRAWS = 20_000;

    @Test
    void greedyTakesTheFirstOfTheLikeliest() {
        assertThat(new GreedySampler().choose(new float[] {1, 3, 3, 2}, new SplittableRandom(1)))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "[{index}] temperature {0}, top-k {1}, top-p {2}")
    @CsvSource({
        "1, 0, 1, 0.1, 0.4, 0.3, 0.2",
        "1, 2, 1, 0, 0.571428, 0.428571, 0",
        "1, 0, 0.7, 0, 0.571428, 0.428571, 0",
        "1, 0, 0.71, 0, 0.444444, 0.333333, 0.222222",
        "1, 0, 0.1, 0, 1, 0, 0",
        "1, 3, 0.5, 0, 0.571428, 0.428571, 0",
        "0.5, 0, 1, 0.033333, 0.533333, 0.3, 0.133333"
    })
    void drawsWithTheProbabilitiesOfItsSettings(
            double temperature, int topK, double topP, double p0, double p1, double p2, double p3) {
        Sampler sampler = new SamplingConfig(temperature, topK, topP).sampler();
        int[] drawn = new int[LOGITS.length];
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < DRAWS; i++) {
            drawn[sampler.choose(LOGITS, random)]++;
        }
        double[] expected = {p0, p1, p2, p3};
        for (int token = 0; token < expected.length; token++) {
            double deviation = Math.sqrt(expected[token] * (1 - expected[token]) / DRAWS);
            assertThat(drawn[token] / (double) DRAWS).isCloseTo(expected[token], within(5 * deviation + 1e-6));
        }
    }

    @Test
    void temperatureZeroIsGreedy() {
        assertThat(new SamplingConfig(0, 0, 1).sampler()).isInstanceOf(GreedySampler.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 1, 'temperature must be in [0, 100] but is -1.0'",
        "NaN, 0, 1, 'temperature must be in [0, 100] but is NaN'",
        "1, -1, 1, top-k must not be negative but is -1",
        "1, 0, 0, 'top-p must be in (0, 1] but is 0.0'",
        "1, 0, 1.1, 'top-p must be in (0, 1] but is 1.1'"
    })
    void refusesSettingsWithoutMeaning(double temperature, int topK, double topP, String message) {
        assertThatThrownBy(() -> new SamplingConfig(temperature, topK, topP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void generatesUntilTheTextEnds() {
        NextTokenScores counting = tokens -> oneHot(5, tokens[tokens.length - 1] + 1);
        Generator generator = new Generator(counting, new GreedySampler(), 8, 4);
        assertThat(generator.continuation(new int[] {0}, 100, 1)).containsExactly(1, 2, 3);
        assertThat(generator.continuation(new int[] {0}, 2, 1)).containsExactly(1, 2);
        assertThat(generator.continuation(new int[] {0}, 0, 1)).isEmpty();
    }

    @Test
    void showsTheModelNoMoreThanItsContext() {
        NextTokenScores first = tokens -> {
            assertThat(tokens.length).isLessThanOrEqualTo(3);
            return oneHot(10, (tokens[0] + 3) % 9);
        };
        Generator generator = new Generator(first, new GreedySampler(), 3, 9);
        assertThat(generator.continuation(new int[] {0, 1, 2}, 5, 1)).containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherSeedAnother() {
        NextTokenScores flat = tokens -> new float[1000];
        Generator generator = new Generator(flat, new SamplingConfig(1, 0, 1).sampler(), 8, -1);
        int[] text = generator.continuation(new int[] {0}, 20, 5);
        assertThat(generator.continuation(new int[] {0}, 20, 5)).isEqualTo(text);
        assertThat(generator.continuation(new int[] {0}, 20, 6)).isNotEqualTo(text);
    }

    private static float[] oneHot(int size, int hot) {
        float[] logits = new float[size];
        logits[hot] = 1;
        return logits;
    }
}
