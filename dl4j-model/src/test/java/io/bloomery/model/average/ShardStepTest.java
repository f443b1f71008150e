package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShardStepTest {

    private static final int LENGTH = 3 * 16 * ShardPlan.BLOCK + 1;
    private static final double INNER_RATE = 0.01;

    /** The oracle takes the whole shard at once, in the mean of two halves that is exact in float. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void pieceByPieceIsTheSameAsAtOnce(OuterOptimizer outer) {
        float[] weights = random(1);
        float[] momentum = outer.hasMomentum() ? random(2) : new float[0];
        float[] one = random(3);
        float[] other = random(4);
        float[] mean = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            mean[i] = (float) (0.5 * one[i] + 0.5 * other[i]);
        }
        float[] nextWeights = new float[LENGTH];
        float[] nextMomentum = new float[momentum.length];
        new ShardStep(DeltaPrecision.FLOAT32.codec(), outer, INNER_RATE)
                .apply(
                        FloatBuffer.wrap(weights),
                        FloatBuffer.wrap(momentum),
                        List.of(contribution(1, other), contribution(0, one)),
                        FloatBuffer.wrap(nextWeights),
                        FloatBuffer.wrap(nextMomentum));

        outer.step(weights, momentum, mean, INNER_RATE);
        assertThat(nextWeights).containsExactly(weights);
        assertThat(nextMomentum).containsExactly(momentum);
    }

    private static List<OuterOptimizer> optimizers() {
        return List.of(
                new OuterOptimizer.Mean(), new OuterOptimizer.SlowMo(1, 0.5), new OuterOptimizer.DiLoCo(0.7, 0.9));
    }

    private static ShardStep.Contribution contribution(int worker, float[] replica) {
        ByteBuffer encoded = ByteBuffer.allocate(LENGTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        encoded.asFloatBuffer().put(replica);
        return new ShardStep.Contribution(worker, 0.5, encoded);
    }

    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
