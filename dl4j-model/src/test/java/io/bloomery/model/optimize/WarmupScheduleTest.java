package io.bloomery.model.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.schedule.ISchedule;

class WarmupScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "COSINE, 8, 0, 0.25",
        "COSINE, 8, 1, 0.5",
        "COSINE, 8, 3, 1.0",
        "COSINE, 8, 4, 1.0",
        "COSINE, 8, 8, 0.55",
        "COSINE, 8, 12, 0.1",
        "COSINE, 8, 1000, 0.1",
        "LINEAR, 8, 3, 1.0",
        "LINEAR, 8, 6, 0.775",
        "LINEAR, 8, 8, 0.55",
        "LINEAR, 8, 12, 0.1",
        "CONSTANT, 8, 0, 0.25",
        "CONSTANT, 8, 4, 1.0",
        "CONSTANT, 8, 1000, 1.0",
        "WSD, 4, 1, 0.5",
        "WSD, 4, 4, 1.0",
        "WSD, 4, 8, 1.0",
        "WSD, 4, 9, 0.55",
        "WSD, 4, 12, 0.1",
        "WSD, 4, 1000, 0.1"
    })
    void risesLinearlyStaysAndFalls(Decay decay, long decaySteps, int iteration, double expected) {
        WarmupSchedule schedule = new WarmupSchedule(decay, 1.0, 0.1, 4, decaySteps, 12);
        assertThat(schedule.valueAt(iteration, 0)).isCloseTo(expected, within(1e-12));
    }

    /** The warmup of transformers begins with an update of rate 0; after it both are the same. */
    @ParameterizedTest
    @EnumSource(Decay.class)
    void isThatOfTransformersAfterTheWarmup(Decay decay) throws IOException {
        JsonNode golden = golden();
        JsonNode rates = golden.get("rates").get(decay.name());
        long warmup = golden.get("warmupSteps").longValue();
        long total = golden.get("totalSteps").longValue();
        long falling = decay == Decay.WSD ? golden.get("decaySteps").longValue() : total - warmup;
        WarmupSchedule schedule = new WarmupSchedule(
                decay,
                golden.get("learningRate").doubleValue(),
                golden.get("minLearningRate").doubleValue(),
                warmup,
                falling,
                total);
        assertThat(rates).hasSize((int) (total - warmup) + 1);
        for (int i = 0; i < rates.size(); i++) {
            assertThat(schedule.valueAt((int) warmup + i, 0))
                    .as("update %d", warmup + i)
                    .isCloseTo(rates.get(i).doubleValue(), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(Decay.class)
    void neverRisesAfterTheWarmup(Decay decay) {
        WarmupSchedule schedule = new WarmupSchedule(decay, 1.0, 0.1, 4, 6, 12);
        for (int iteration = 4; iteration < 20; iteration++) {
            assertThat(schedule.valueAt(iteration + 1, 0)).isLessThanOrEqualTo(schedule.valueAt(iteration, 0));
        }
    }

    @Test
    void beginsAtTheHighestRateWithoutWarmup() {
        assertThat(new WarmupSchedule(Decay.COSINE, 1.0, 0, 0, 10, 10).valueAt(0, 0))
                .isEqualTo(1.0);
    }

    @Test
    void staysAtTheMinimumWhenAllOfItIsWarmup() {
        assertThat(new WarmupSchedule(Decay.COSINE, 1.0, 0.1, 5, 0, 5).valueAt(5, 0))
                .isEqualTo(0.1);
    }

    @Test
    void survivesJsonAndCloning() throws Exception {
        WarmupSchedule schedule = new WarmupSchedule(Decay.WSD, 1.0, 0.1, 4, 6, 12);
        String json = NeuralNetConfiguration.mapper().writeValueAsString(schedule);
        assertThat(NeuralNetConfiguration.mapper().readValue(json, ISchedule.class))
                .isEqualTo(schedule);
        assertThat(schedule.clone()).isEqualTo(schedule).isNotSameAs(schedule);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = WarmupScheduleTest.class.getResourceAsStream("/golden/schedules.json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
