package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinsTest {

    @Test
    void stepsByOneTwoFive() {
        assertThat(Bins.logarithmic(0, 2).bounds()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "0.249, 0", "0.25, 1", "0.5, 2", "0.99, 3", "1, 3", "7, 3", "Infinity, 3"})
    void includesTheLowerBoundAndClampsWhatLiesOutside(double value, int expected) {
        assertThat(Bins.linear(0, 1, 4).indexOf(value)).isEqualTo(expected);
    }

    @Test
    void agreesWithALinearSearch() {
        Bins bins = Bins.logarithmic(0, 6);
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            double value = Math.exp(random.nextDouble() * 16 - 1);
            int expected = 0;
            while (expected < bins.count() - 1 && value >= bins.bounds().get(expected + 1)) {
                expected++;
            }
            assertThat(bins.indexOf(value)).as("value %s", value).isEqualTo(expected);
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> Bins.linear(0, 1, 4).indexOf(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBoundsThatDoNotAscend() {
        assertThatThrownBy(() -> new Bins(List.of(1.0, 1.0))).hasMessageContaining("ascend");
        assertThatThrownBy(() -> new Bins(List.of(0.0, Double.NaN))).hasMessageContaining("ascend");
        assertThatThrownBy(() -> new Bins(List.of(0.0, Double.POSITIVE_INFINITY)))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new Bins(List.of(1.0))).hasMessageContaining("two bounds");
    }

    @Test
    void countsEveryValueOnce() {
        Histogram histogram = Histogram.of("t", "u", Bins.linear(0, 1, 4), -1, 0, 0.3, 0.99, 5);
        assertThat(histogram.counts()).containsExactly(2L, 1L, 0L, 2L);
        assertThat(histogram.total()).isEqualTo(5);
    }

    @Test
    void labelsRangesAsPeopleWriteThem() {
        Histogram histogram = Histogram.of("t", "u", Bins.logarithmic(2, 4));
        assertThat(histogram.label(0)).isEqualTo("100–200");
        assertThat(histogram.label(2)).isEqualTo("500–1k");
        assertThat(histogram.label(5)).isEqualTo("≥ 5k");
    }

    @Test
    void refusesCountsThatDoNotFit() {
        assertThatThrownBy(() -> new Histogram("t", "u", Bins.linear(0, 1, 2), List.of(1L)))
                .hasMessage("t: 1 counts do not fit 2 bins");
        assertThatThrownBy(() -> new Histogram("t", "u", Bins.linear(0, 1, 1), List.of(-1L)))
                .hasMessageContaining("negative");
    }
}
