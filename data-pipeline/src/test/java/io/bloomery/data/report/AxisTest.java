package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 1200", "3.4, 9.1", "-5, 5", "1e-9, 2e-9", "0, 1e12", "999999, 1000000"})
    void ticksAreFewRoundAndInside(double low, double high) {
        Axis axis = new Axis(low, high, 0, 100);
        assertThat(axis.ticks(5)).hasSizeBetween(2, 11).allSatisfy(tick -> assertThat(tick)
                .isBetween(low - (high - low) * 1e-6, high + (high - low) * 1e-6));
    }

    @Test
    void laysValuesOverTheLength() {
        Axis upwards = new Axis(2, 4, 100, -50);
        assertThat(upwards.at(2)).isEqualTo(100);
        assertThat(upwards.at(3)).isEqualTo(75);
        assertThat(upwards.at(4)).isEqualTo(50);
    }

    @Test
    void widensAroundASingleValue() {
        assertThat(Axis.over(0, 0, 0, 10).at(0)).isCloseTo(5, within(1e-12));
        assertThat(Axis.over(1e6, 1e6, 0, 10).at(1e6)).isCloseTo(5, within(1e-9));
    }

    @Test
    void writesCoordinatesShort() {
        assertThat(Axis.coordinate(100)).isEqualTo("100");
        assertThat(Axis.coordinate(1.25)).isEqualTo("1.25");
        assertThat(Axis.coordinate(0)).isEqualTo("0");
    }
}
