package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimHashTest {

    @Test
    void takesTheMajorityOfEachBitAndNoneOfATie() {
        assertThat(SimHash.of(new long[] {0b1111, 0b1110, 0b1100})).isEqualTo(0b1110);
        assertThat(SimHash.of(new long[] {0b10, 0b01})).isZero();
        assertThat(SimHash.of(new long[] {-1, -1})).isEqualTo(-1);
        assertThatThrownBy(() -> SimHash.of(new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a set without hashes has no fingerprint");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fingerprintsThatDifferInFewBitsShareAKey(long seed) {
        Random random = new Random(seed);
        long fingerprint = random.nextLong();
        long other = fingerprint;
        for (int bit = 0; bit < 3; bit++) {
            other ^= 1L << random.nextInt(64);
        }
        long[] keys = SimHash.keys(fingerprint, 6, 3);
        long[] others = SimHash.keys(other, 6, 3);
        assertThat(keys).hasSize(20);
        assertThat(Arrays.stream(keys).anyMatch(key -> LongStream.of(others).anyMatch(o -> o == key)))
                .isTrue();
        assertThat(SimHash.distance(fingerprint, other)).isBetween(1, 3);
    }

    @Test
    void refusesAsManyDifferentBlocksAsThereAre() {
        assertThatThrownBy(() -> SimHash.keys(0, 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blocks must be more than the 3 bits that may differ and at most 16 but is 3");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }
}
