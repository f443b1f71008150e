package io.bloomery.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

    private static final int COUNT = 1 << 16;

    /** The known answers of the authors' Random123 library, file {@code kat_vectors}. */
    @ParameterizedTest(name = "counter {0}, key {1}")
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void makesTheWordsOfPhilox(String counter, String key, String expected) {
        int[] words = words(counter);
        Dropout.philox(words, words(key)[0], words(key)[1]);
        assertThat(words).containsExactly(words(expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void dropsTheRateAndKeepsTheMean(double rate) {
        float[] factors = factors(new Dropout(rate, 3, 5, 7), 0, COUNT);
        int dropped = 0;
        for (float factor : factors) {
            assertThat(factor).isIn(0f, (float) (1 / (1 - rate)));
            dropped += factor == 0 ? 1 : 0;
        }
        double deviation = Math.sqrt(COUNT * rate * (1 - rate));
        assertThat((double) dropped).isCloseTo(COUNT * rate, within(5 * deviation));
    }

    @ParameterizedTest(name = "seed {0}, step {1}, site {2}, elements from {3} on")
    @CsvSource({
        "4, 5, 7, 0",
        "4294967299, 5, 7, 0",
        "3, 6, 7, 0",
        "3, 5, 8, 0",
        "3, 5, 7, 65536",
        "3, 5, 7, 17179869184"
    })
    void dropsIndependentlyOfAnotherSeedStepSiteOrElement(long seed, int step, int site, long first) {
        float[] some = factors(new Dropout(0.5, 3, 5, 7), 0, COUNT);
        float[] others = factors(new Dropout(0.5, seed, step, site), first, COUNT);
        int same = 0;
        for (int i = 0; i < COUNT; i++) {
            same += some[i] == others[i] ? 1 : 0;
        }
        assertThat((double) same).isCloseTo(COUNT / 2.0, within(5 * Math.sqrt(COUNT / 4.0)));
    }

    @ParameterizedTest(name = "{0} elements from {1} on")
    @CsvSource({"1, 0", "31, 32", "32, 64", "100, 0", "4096, 17179869184"})
    void vectorsDropWhatSingleElementsDo(int count, long first) {
        Dropout dropout = new Dropout(0.3, 0x123456789abcdefL, 77, 9);
        ByteBuffer ones = ones(count);
        new VectorLoops().drop(ones, 0, dropout, first, ones, 0, count);
        float[] expected = factors(dropout, first, count);
        for (int i = 0; i < count; i++) {
            assertThat(ones.getFloat(i * Float.BYTES)).as("element %d", i).isEqualTo(expected[i]);
        }
    }

    @Test
    void refusesToDropEverything() {
        assertThatThrownBy(() -> new Dropout(1, 0, 0, 0)).hasMessage("a dropout rate must be in [0, 1) but is 1.0");
    }

    private static float[] factors(Dropout dropout, long first, int count) {
        ByteBuffer ones = ones(count);
        new PlainLoops().drop(ones, 0, dropout, first, ones, 0, count);
        float[] factors = new float[count];
        ones.asFloatBuffer().get(factors);
        return factors;
    }

    private static ByteBuffer ones(int count) {
        ByteBuffer ones = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            ones.putFloat(i * Float.BYTES, 1);
        }
        return ones;
    }

    private static int[] words(String hex) {
        return Arrays.stream(hex.split(" ", -1))
                .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                .toArray();
    }
}
