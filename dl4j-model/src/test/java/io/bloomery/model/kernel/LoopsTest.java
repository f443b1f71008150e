package io.bloomery.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopsTest {

    static Stream<Loops> loops() {
        return Stream.of(new VectorLoops(), new PlainLoops());
    }

    @ParameterizedTest
    @MethodSource("loops")
    void exponentialsAreExactToFloatPrecision(Loops loops) {
        float[] x = new float[200_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = -87f + i * (175f / 200_000);
        }
        ByteBuffer y = buffer(x);
        loops.exponentials(y, 0, 1, 0, y, 0, x.length);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(y.getFloat(4 * i) / Math.exp(x[i]) - 1));
        }
        assertThat(worst).isLessThan(2e-7);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void exponentialsClampWhatAFloatCannotHoldAndKeepNaN(Loops loops) {
        float[] values = {-1000f, Float.NEGATIVE_INFINITY, 0f, Float.NaN, 1000f};
        float[] x = new float[100];
        for (int i = 0; i < x.length; i++) {
            x[i] = values[i % 5];
        }
        ByteBuffer y = buffer(x);
        loops.exponentials(y, 0, 1, 0, y, 0, x.length);
        for (int i = 0; i < x.length; i += 5) {
            assertThat(y.getFloat(4 * i)).isBetween(0f, 1e-37f);
            assertThat(y.getFloat(4 * i + 4)).isBetween(0f, 1e-37f);
            assertThat(y.getFloat(4 * i + 8)).isEqualTo(1f);
            assertThat(y.getFloat(4 * i + 12)).isNaN();
            assertThat(y.getFloat(4 * i + 16)).isGreaterThan(1e38f);
        }
    }

    private static ByteBuffer buffer(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(values);
        return buffer;
    }
}
