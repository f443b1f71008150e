package io.bloomery.model.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.schedule.ISchedule;

class WarmupCosineScheduleTest {

    private static final WarmupCosineSchedule SCHEDULE = new WarmupCosineSchedule(1.0, 0.1, 4, 12);

    @ParameterizedTest
    @CsvSource({"0, 0.25", "1, 0.5", "3, 1.0", "4, 1.0", "8, 0.55", "12, 0.1", "1000, 0.1"})
    void risesLinearlyAndFallsAlongACosine(int iteration, double expected) {
        assertThat(SCHEDULE.valueAt(iteration, 0)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void neverRisesAfterTheWarmup() {
        for (int iteration = 4; iteration < 20; iteration++) {
            assertThat(SCHEDULE.valueAt(iteration + 1, 0)).isLessThanOrEqualTo(SCHEDULE.valueAt(iteration, 0));
        }
    }

    @Test
    void beginsAtTheHighestRateWithoutWarmup() {
        assertThat(new WarmupCosineSchedule(1.0, 0, 0, 10).valueAt(0, 0)).isEqualTo(1.0);
    }

    @Test
    void staysAtTheMinimumWhenAllOfItIsWarmup() {
        assertThat(new WarmupCosineSchedule(1.0, 0.1, 5, 5).valueAt(5, 0)).isEqualTo(0.1);
    }

    @Test
    void survivesJsonAndCloning() throws Exception {
        String json = NeuralNetConfiguration.mapper().writeValueAsString(SCHEDULE);
        assertThat(NeuralNetConfiguration.mapper().readValue(json, ISchedule.class))
                .isEqualTo(SCHEDULE);
        assertThat(SCHEDULE.clone()).isEqualTo(SCHEDULE).isNotSameAs(SCHEDULE);
    }
}
