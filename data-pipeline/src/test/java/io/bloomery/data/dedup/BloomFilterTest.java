package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BloomFilterTest {

    @Test
    void neverForgetsAndSeldomInvents() {
        BloomFilter filter = BloomFilter.sized(10_000, 0.01);
        long[] members = new Random(1).longs(10_000).toArray();
        LongStream.of(members).forEach(filter::add);
        assertThat(LongStream.of(members).allMatch(filter::mayContain)).isTrue();
        long invented = new Random(2).longs(100_000).filter(filter::mayContain).count();
        assertThat(invented).isBetween(700L, 1300L);
    }

    @Test
    void holdsNothingAtFirst() {
        assertThat(new BloomFilter(1, 1).mayContain(0)).isFalse();
        assertThat(new Random(3).longs(1000).noneMatch(BloomFilter.sized(1, 0.5)::mayContain))
                .isTrue();
    }

    @Test
    void partsOfTwoFiltersMakeTheFilterOfBoth() {
        long[] members = new Random(4).longs(500).toArray();
        BloomFilter left = BloomFilter.sized(1_000_000, 0.01);
        BloomFilter right = BloomFilter.sized(1_000_000, 0.01);
        Arrays.stream(members, 0, 250).forEach(left::add);
        Arrays.stream(members, 250, 500).forEach(right::add);
        for (int part = 0; part < right.parts(); part++) {
            left.addPart(part, right.part(part));
        }
        assertThat(LongStream.of(members).allMatch(left::mayContain)).isTrue();
        assertThat(BloomFilter.sized(1_000_000, 0.01).part(0)).isEmpty();
    }

    @Test
    void refusesASizeThatCannotBe() {
        assertThatThrownBy(() -> new BloomFilter(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but has 0 and 1");
    }

    @Test
    void countsWhatOtherTextsSaidAndNotWhatATextRepeats() {
        SeenShare seen = new SeenShare(BloomFilter.sized(1000, 1e-6), 2);
        assertThat(seen.read("iron ore iron ore iron ore")).isZero();
        assertThat(seen.read("iron ore and slag")).isEqualTo(1 / 3.0);
        assertThat(seen.read("iron")).isZero();
        assertThat(seen.read("")).isZero();
    }
}
