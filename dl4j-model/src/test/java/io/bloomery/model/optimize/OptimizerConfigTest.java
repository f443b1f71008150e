package io.bloomery.model.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerConfigTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 10, 0.9, 0.9, 1e-8, 0, 1, learning-rate",
        "1, 2, 1, 10, 0.9, 0.9, 1e-8, 0, 1, min-learning-rate",
        "1, 0, 11, 10, 0.9, 0.9, 1e-8, 0, 1, warmup-steps",
        "1, 0, 0, 0, 0.9, 0.9, 1e-8, 0, 1, total-steps",
        "1, 0, 1, 10, 1, 0.9, 1e-8, 0, 1, beta1",
        "1, 0, 1, 10, 0.9, NaN, 1e-8, 0, 1, beta2",
        "1, 0, 1, 10, 0.9, 0.9, 0, 0, 1, epsilon",
        "1, 0, 1, 10, 0.9, 0.9, 1e-8, -1, 1, weight-decay",
        "1, 0, 1, 10, 0.9, 0.9, 1e-8, 0, 0, max-gradient-norm"
    })
    void namesTheKeyThatIsWrong(
            double rate,
            double min,
            long warmup,
            long total,
            double beta1,
            double beta2,
            double epsilon,
            double decay,
            double norm,
            String key) {
        assertThatThrownBy(() -> new OptimizerConfig(rate, min, warmup, total, beta1, beta2, epsilon, decay, norm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " must");
    }

    @Test
    void givesTheScheduleOfItsRates() {
        OptimizerConfig config = new OptimizerConfig(1e-3, 1e-4, 2, 10, 0.9, 0.95, 1e-8, 0.1, 1);
        assertThat(config.schedule()).isEqualTo(new WarmupSchedule(Decay.COSINE, 1e-3, 1e-4, 2, 8, 10));
        assertThat(with(Decay.WSD, 3, 1).schedule()).isEqualTo(new WarmupSchedule(Decay.WSD, 1e-3, 1e-4, 2, 3, 10));
        assertThat(with(Decay.LINEAR, 3, 1).schedule())
                .as("only WSD asks how long it decays")
                .isEqualTo(new WarmupSchedule(Decay.LINEAR, 1e-3, 1e-4, 2, 8, 10));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 9})
    void aStableRateNeedsRoomToDecayAfterTheWarmup(long decaySteps) {
        assertThat(with(Decay.COSINE, decaySteps, 1).decaySteps()).isEqualTo(decaySteps);
        assertThat(with(Decay.WSD, 8, 1).decaySteps()).isEqualTo(8);
        assertThatThrownBy(() -> with(Decay.WSD, decaySteps, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("decay-steps must be in [1, total-steps - warmup-steps] where decay is wsd but is "
                        + decaySteps);
    }

    @Test
    void cutsABatchIntoAtLeastOnePart() {
        assertThatThrownBy(() -> with(Decay.COSINE, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accumulation-steps must be positive but is 0");
    }

    private static OptimizerConfig with(Decay decay, long decaySteps, int accumulationSteps) {
        return new OptimizerConfig(decay, 1e-3, 1e-4, 2, decaySteps, 10, 0.9, 0.95, 1e-8, 0.1, 1, accumulationSteps);
    }
}
