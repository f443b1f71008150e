package io.bloomery.data.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.survey.Stability.Shift;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftTest {

    @Test
    void saysHowTheFateOfTheInputChanged() {
        Drift drift = new Drift(
                Surveys.clean("a", 80, Sketch.of(5), Map.of("en", 80L)),
                Surveys.clean("b", 60, Sketch.of(5), Map.of("en", 45L, "de", 15L)));
        assertThat(drift.outcomes())
                .containsExactly(
                        new Drift.Change("kept", 0.8, 0.6),
                        new Drift.Change("dropped.repeated-lines", 0, 0),
                        new Drift.Change("dropped.word-count", 0.19, 0.39),
                        new Drift.Change("quarantined.truncated", 0.01, 0.01));
        assertThat(drift.outcomes().get(0).points()).isCloseTo(-20, within(1e-9));
        assertThat(drift.labels("language"))
                .containsExactly(new Drift.Change("language de", 0, 0.25), new Drift.Change("language en", 1, 0.75));
        assertThat(drift.numbers()).containsOnlyKeys("words");
        assertThat(drift.onlyOnce()).isEmpty();
    }

    @Test
    void findsNoShiftBetweenTwoSamplesOfTheSameDistribution() {
        Stability stability = Stability.between(normal(1, 0), normal(2, 0));
        assertThat(stability.index()).isLessThan(0.02);
        assertThat(stability.shift()).isEqualTo(Shift.NONE);
    }

    @Test
    void findsAShiftOfHalfAndOfAWholeStandardDeviation() {
        assertThat(Stability.between(normal(1, 0), normal(2, 0.45)).shift()).isEqualTo(Shift.MODERATE);
        assertThat(Stability.between(normal(1, 0), normal(2, 1)).shift()).isEqualTo(Shift.LARGE);
    }

    @Test
    void doesNotJudgeAHandfulOfDocuments() {
        assertThat(Stability.between(Sketch.of(1, 2, 3), Sketch.of(7, 8, 9)).shift())
                .isEqualTo(Shift.UNKNOWN);
        assertThat(Stability.between(Sketch.of(1, 2, 3), Sketch.of(1, 2, 3)).shift())
                .isEqualTo(Shift.NONE);
    }

    @Test
    void agreesWithTheFormulaWorkedByHand() {
        Stability stability = Stability.between(
                new TreeMap<>(Map.of("en", 500L, "de", 500L)), new TreeMap<>(Map.of("en", 800L, "de", 200L)));
        assertThat(stability.index()).isCloseTo(0.3 * Math.log(1.6) - 0.3 * Math.log(0.4), within(1e-12));
        assertThat(stability.byChance()).isCloseTo(0.002, within(1e-12));
    }

    @Test
    void comparesWithNothing() {
        assertThat(Stability.between(Sketch.empty(), Sketch.empty()).index()).isZero();
        assertThat(Stability.between(Sketch.of(1), Sketch.empty()).index()).isZero();
    }

    private static Sketch normal(long seed, double shift) {
        Random random = new Random(seed);
        double[] values = new double[5_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() + shift;
        }
        return Sketch.of(values);
    }
}
