package io.bloomery.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundMetricsTest {

    private static final RoundMetrics ROUND =
            new RoundMetrics(1732290000.125, 30, 3840, 3.25, 0.5, OptionalDouble.of(3.5), 1e-3, 1234, new TreeMap<>());

    @Test
    void isALineOfJsonAndBack() throws IOException {
        String line = ROUND.toJson();
        assertThat(line)
                .isEqualTo("{\"time\":1.732290000125E9,\"step\":30,\"tokens\":3840,\"loss\":3.25,\"gradient_norm\":0.5,"
                        + "\"validation_loss\":3.5,\"learning_rate\":0.001,\"tokens_per_second\":1234}");
        assertThat(RoundMetrics.of(new ObjectMapper().readTree(line))).isEqualTo(ROUND);
    }

    @Test
    void tellsWhatAveragingTookWhereItWasMeasured() throws IOException {
        String line = averaged().toJson();
        assertThat(line).endsWith(",\"averaging\":{\"skew\":1.25}}");
        assertThat(RoundMetrics.of(new ObjectMapper().readTree(line))).isEqualTo(averaged());
        assertThat(averaged().scalars()).containsEntry("averaging/skew", 1.25);
    }

    @Test
    void namesTheNumberThatIsMissing() {
        assertThatThrownBy(() -> RoundMetrics.of(new ObjectMapper().readTree("{\"time\":1,\"step\":\"3\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no number step");
    }

    @Test
    void showsTheHeldOutLossOnlyWhereItWasMeasured() {
        assertThat(ROUND.scalars()).containsEntry("train/loss", 3.25).containsEntry("validation/loss", 3.5);
        assertThat(averaged().scalars()).doesNotContainKey("validation/loss").hasSize(6);
    }

    private static RoundMetrics averaged() {
        return new RoundMetrics(
                1, 30, 3840, 3.25, 0.5, OptionalDouble.empty(), 1e-3, 1234, new TreeMap<>(Map.of("skew", 1.25)));
    }
}
