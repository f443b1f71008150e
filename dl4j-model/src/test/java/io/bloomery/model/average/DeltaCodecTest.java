package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaCodecTest {

    private static final int LENGTH = 3 * ShardPlan.BLOCK + 17;

    @ParameterizedTest
    @CsvSource({"FLOAT32, 3140, 0", "BFLOAT16, 1570, 0.004", "INT8, 801, 0.004"})
    void takesItsBytesAndErrsByNoMoreThanItsStep(DeltaPrecision precision, int bytes, double relative) {
        float[] weights = random(1, 1);
        float[] replica = moved(weights, random(2, 0.01));
        float[] error = new float[LENGTH];
        assertThat(precision.codec().bytes(LENGTH)).isEqualTo(bytes);
        double[] decoded = decode(precision.codec(), weights, encode(precision.codec(), replica, weights, error));
        for (int i = 0; i < LENGTH; i++) {
            assertThat(decoded[i]).isCloseTo(replica[i], within(relative * 0.06 + 1e-9));
        }
    }

    @Test
    void float32IsExact() {
        float[] weights = random(1, 1);
        float[] replica = random(2, 1e-30);
        double[] decoded = decode(
                DeltaPrecision.FLOAT32.codec(),
                weights,
                encode(DeltaPrecision.FLOAT32.codec(), replica, weights, new float[0]));
        for (int i = 0; i < LENGTH; i++) {
            assertThat((float) decoded[i]).isEqualTo(replica[i]);
        }
    }

    /** Without feedback a step that is always rounded away would never be made. */
    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "INT8"})
    void whatIsNotSaidNowIsSaidLater(DeltaPrecision precision) {
        float[] weights = new float[LENGTH];
        float[] replica = new float[LENGTH];
        replica[0] = 1; // sets the scale of its block
        replica[1] = 0x1p-10f; // less than half a step of int8
        replica[2] = 1 + 0x1p-8f; // half between two numbers of bfloat16
        float[] error = new float[LENGTH];
        double[] sum = new double[LENGTH];
        int rounds = 1000;
        for (int round = 0; round < rounds; round++) {
            double[] decoded = decode(precision.codec(), weights, encode(precision.codec(), replica, weights, error));
            for (int i = 0; i < LENGTH; i++) {
                sum[i] += decoded[i];
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(sum[i] / rounds).isCloseTo(replica[i], within(2e-5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMeanDoesNotDependOnOrderOrCut(DeltaPrecision precision) {
        DeltaCodec codec = precision.codec();
        float[] weights = random(1, 1);
        ShardStep.Contribution one = contribution(codec, weights, 0, 0.25);
        ShardStep.Contribution two = contribution(codec, weights, 1, 0.35);
        ShardStep.Contribution three = contribution(codec, weights, 2, 0.4);
        float[] mean = mean(codec, weights, List.of(one, two, three));
        assertThat(mean(codec, weights, List.of(three, one, two))).containsExactly(mean);
        for (int i = 0; i < LENGTH; i++) {
            double expected = 0;
            for (int worker = 0; worker < 3; worker++) {
                expected += new double[] {0.25, 0.35, 0.4}[worker] * moved(weights, random(10 + worker, 0.01))[i];
            }
            assertThat((double) mean[i]).isCloseTo(expected, within(3e-4));
        }
    }

    private static ShardStep.Contribution contribution(DeltaCodec codec, float[] weights, int worker, double share) {
        float[] replica = moved(weights, random(10 + worker, 0.01));
        return new ShardStep.Contribution(worker, share, encode(codec, replica, weights, new float[LENGTH]));
    }

    private static float[] mean(DeltaCodec codec, float[] weights, List<ShardStep.Contribution> contributions) {
        float[] next = new float[weights.length];
        FloatBuffer none = FloatBuffer.allocate(0);
        new ShardStep(codec, new OuterOptimizer.Mean(), 1)
                .apply(FloatBuffer.wrap(weights), none, contributions, FloatBuffer.wrap(next), none);
        return next;
    }

    private static ByteBuffer encode(DeltaCodec codec, float[] replica, float[] weights, float[] error) {
        ByteBuffer bytes = ByteBuffer.allocate(codec.bytes(replica.length)).order(ByteOrder.LITTLE_ENDIAN);
        codec.encode(FloatBuffer.wrap(replica), FloatBuffer.wrap(weights), error, bytes);
        return bytes;
    }

    private static double[] decode(DeltaCodec codec, float[] weights, ByteBuffer bytes) {
        double[] sum = new double[weights.length];
        codec.addTo(bytes, 0, weights, 1, sum);
        return sum;
    }

    private static float[] moved(float[] weights, float[] delta) {
        float[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += delta[i];
        }
        return moved;
    }

    private static float[] random(long seed, double scale) {
        Random random = new Random(seed);
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
