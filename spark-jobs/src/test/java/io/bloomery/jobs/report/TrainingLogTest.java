package io.bloomery.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.report.Curve;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLogTest {

    @Test
    void drawsTheCurvesAndWeighsTheRateByTime() throws IOException {
        TrainingLog log = TrainingLog.parse(List.of(
                "{\"step\":10,\"tokens\":1000,\"loss\":9.0,\"tokens_per_second\":100}",
                "{\"step\":20,\"tokens\":4000,\"loss\":5.0,\"validation_loss\":5.5,\"tokens_per_second\":300}"));
        assertThat(log.tokens()).isEqualTo(4000);
        assertThat(log.tokensPerSecond()).isEqualTo(200); // 10 s + 10 s
        assertThat(log.curves())
                .containsExactly(
                        new Curve("training", List.of(new Curve.Point(10, 9), new Curve.Point(20, 5))),
                        new Curve("held out", List.of(new Curve.Point(20, 5.5))));
    }

    @Test
    void isEmptyWithoutRounds() throws IOException {
        assertThat(TrainingLog.parse(List.of()).tokensPerSecond()).isZero();
    }
}
