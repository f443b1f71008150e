package io.bloomery.data.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {

    @Test
    void isExactForSmallWholeNumbers() {
        Sketch sketch = Sketch.of(DoubleStream.iterate(1, i -> i + 1).limit(99).toArray());
        assertThat(sketch.quantile(0.5)).isEqualTo(50);
        assertThat(sketch.quantile(0)).isEqualTo(1);
        assertThat(sketch.quantile(1)).isEqualTo(99);
        assertThat(sketch.mean()).isEqualTo(50);
        assertThat(sketch.below(50)).isEqualTo(49);
        assertThat(sketch.count()).isEqualTo(99);
    }

    @Test
    void hasNothingToSayOfNoNumbers() {
        Sketch empty = Sketch.of(Double.NaN);
        assertThat(empty).isEqualTo(Sketch.empty());
        assertThat(empty.quantile(0.5)).isZero();
        assertThat(empty.plus(Sketch.of(3)).mean()).isEqualTo(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsQuantilesToOnePerCent(long seed) {
        Random random = new Random(seed);
        double[] values =
                random.doubles(501).map(value -> Math.exp(10 * value - 5)).toArray();
        Sketch sketch = Sketch.of(values);
        Arrays.sort(values);
        for (double part : new double[] {0.01, 0.25, 0.5, 0.95, 0.99}) {
            double exact = values[(int) Math.ceil(part * values.length) - 1];
            assertThat(sketch.quantile(part)).isCloseTo(exact, within(exact * 0.01));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isTheSumOfItsPartsHoweverTheyAreCut(long seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(300, -1000, 1000).toArray();
        int cut = random.nextInt(values.length);
        Sketch parts =
                Sketch.of(Arrays.copyOfRange(values, cut, values.length)).plus(Sketch.of(Arrays.copyOf(values, cut)));
        Sketch whole = Sketch.of(values);
        assertThat(parts.counts()).isEqualTo(whole.counts());
        assertThat(parts.min()).isEqualTo(whole.min());
        assertThat(parts.mean()).isCloseTo(whole.mean(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesAPartThatIsNone(double part) {
        assertThatThrownBy(() -> Sketch.of(1).quantile(part))
                .hasMessage("a quantile is asked for by a part in [0, 1], not " + part);
    }

    @Test
    void refusesAnEmptyBucket() {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        counts.put(3, 0L);
        assertThatThrownBy(() -> new Sketch(counts, 0, 0, 0)).hasMessageContaining("bucket 3 counts 0");
    }

    @Test
    void comesBackFromJson() throws Exception {
        ObjectMapper json = new ObjectMapper();
        Sketch sketch = Sketch.of(-1.5, 0, 0.25, 1e9);
        assertThat(json.readValue(json.writeValueAsString(sketch), Sketch.class))
                .isEqualTo(sketch);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }
}
