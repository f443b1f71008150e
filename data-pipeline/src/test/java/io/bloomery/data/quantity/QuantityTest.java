package io.bloomery.data.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, '1,000'", "-1234567, '-1,234,567'"})
    void separatesThousands(long value, String expected) {
        assertThat(Quantity.count(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "12345678, 12.3 MB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "9223372036854775807, 9.2 EB"
    })
    void writesSizesInDecimalUnits(long value, String expected) {
        assertThat(Quantity.bytes(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "9999, 10.0 s",
        "10000, 10 s",
        "59999, 59 s",
        "192000, 3 min 12 s",
        "3600000, 1 h 0 min",
        "7261000, 2 h 1 min"
    })
    void writesDurationsByTheirLargestUnits(long milliseconds, String expected) {
        assertThat(Quantity.duration(Duration.ofMillis(milliseconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "8192, '8,192'",
        "121.9, 122",
        "41.73, 41.7",
        "0.8125, 0.813",
        "0.0001, 1.00e-04",
        "1234567.5, 1.23e+06",
        "NaN, not a number",
        "Infinity, infinite"
    })
    void writesMeasuresWithTheDigitsThatMatter(double value, String expected) {
        assertThat(Quantity.decimal(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, –", "1, 3, 33.3%", "3, 3, 100.0%"})
    void writesShares(long part, long whole, String expected) {
        assertThat(Quantity.percent(part, whole)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "500, 500", "2000, 2k", "1500000, 1.5M", "0.25, 0.25", "100, 100", "3e9, 3G"})
    void writesTicksShort(double value, String expected) {
        assertThat(Quantity.tick(value)).isEqualTo(expected);
    }
}
