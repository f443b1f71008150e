package io.bloomery.data.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BucketsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "999, 999",
        "1000, 1000",
        "1009.99, 1000",
        "0.1, 0.1",
        "0.57, 0.57",
        "0.29, 0.29",
        "0.1239, 0.123",
        "-0.1231, -0.124",
        "-5, -5",
        "0.000001, 0.000001",
        "0.0000009, 0",
        "-0.0000009, -0.000001",
        "1e300, 9.99e12",
        "Infinity, 9.99e12",
        "-Infinity, -9.99e12"
    })
    void countsANumberFromItsFirstThreeDigits(double value, double bound) {
        assertThat(Buckets.lowerBound(Buckets.of(value))).isCloseTo(bound, within(Math.abs(bound) * 1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cutsDigitsOffAsDecimalArithmeticDoes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double value = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble() * 17 - 5);
            BigDecimal expected = new BigDecimal(value).round(new MathContext(3, RoundingMode.FLOOR));
            assertThat(Buckets.lowerBound(Buckets.of(value)))
                    .as("bucket of %s", value)
                    .isCloseTo(expected.doubleValue(), within(Math.abs(value) * 1e-12));
        }
    }

    @Test
    void hasABucketForEachOfItsBounds() {
        for (int bucket = -17_100; bucket <= 17_100; bucket++) {
            assertThat(Buckets.of(Buckets.lowerBound(bucket))).isEqualTo(bucket);
        }
    }

    @Test
    void refusesWhatIsNotANumber() {
        assertThatThrownBy(() -> Buckets.of(Double.NaN))
                .hasMessage("a value that is not a number belongs to no bucket");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }
}
