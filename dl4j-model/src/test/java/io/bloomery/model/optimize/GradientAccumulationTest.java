package io.bloomery.model.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradientAccumulationTest {

    private static final Kernel CPU = Kernels.create("cpu");

    private static final int[][] IDS = {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}};
    private static final int[][] TARGETS = {{2, 3}, {4, -1}, {-1, -1}, {8, 9}, {10, -1}};

    @ParameterizedTest(name = "{0} parts")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void isThatOfTheWholeBatchWhateverItIsCutInto(int parts) {
        INDArray parameters = Nd4j.createFromArray(0.5f, 0.25f);
        INDArray gradient = Nd4j.createFromArray(7f, 7f);
        INDArray whole = Nd4j.createFromArray(0f, 0f);
        double expected = meanOfProducts(parameters, whole, IDS, TARGETS);
        double loss = new GradientAccumulation(parts)
                .lossAndGradient(CPU, GradientAccumulationTest::meanOfProducts, parameters, gradient, IDS, TARGETS);
        assertThat(loss).isCloseTo(expected, within(1e-12));
        assertThat(gradient.toFloatVector()).containsExactly(whole.toFloatVector(), within(1e-4f));
    }

    @Test
    void cutsIntoPartsOfOneSizeButTheLast() {
        List<Integer> sizes = new ArrayList<>();
        GradientAccumulation.LossAndGradient counting = (parameters, gradient, ids, targets) -> {
            sizes.add(ids.length);
            return 0;
        };
        INDArray vector = Nd4j.createFromArray(0f);
        new GradientAccumulation(2).lossAndGradient(CPU, counting, vector, vector.dup(), IDS, TARGETS);
        assertThat(sizes).containsExactly(3, 2);
    }

    @Test
    void isZeroWhereNoTargetCounts() {
        INDArray gradient = Nd4j.createFromArray(7f, 7f);
        double loss = new GradientAccumulation(2)
                .lossAndGradient(
                        CPU,
                        GradientAccumulationTest::meanOfProducts,
                        Nd4j.createFromArray(1f, 1f),
                        gradient,
                        new int[][] {{1}, {2}},
                        new int[][] {{-1}, {-1}});
        assertThat(loss).isZero();
        assertThat(gradient.toFloatVector()).containsExactly(0f, 0f);
    }

    @Test
    void refusesToCutIntoNothing() {
        assertThatThrownBy(() -> new GradientAccumulation(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parts must be positive but is 0");
    }

    /** The loss of a pair is {@code a * id + b * id * target}. */
    private static double meanOfProducts(INDArray parameters, INDArray gradient, int[][] ids, int[][] targets) {
        double byA = 0;
        double byB = 0;
        int counted = 0;
        for (int i = 0; i < ids.length; i++) {
            for (int j = 0; j < ids[i].length; j++) {
                if (targets[i][j] >= 0) {
                    byA += ids[i][j];
                    byB += ids[i][j] * targets[i][j];
                    counted++;
                }
            }
        }
        byA /= Math.max(1, counted);
        byB /= Math.max(1, counted);
        gradient.assign(Nd4j.createFromArray((float) byA, (float) byB));
        return parameters.getDouble(0) * byA + parameters.getDouble(1) * byB;
    }
}
