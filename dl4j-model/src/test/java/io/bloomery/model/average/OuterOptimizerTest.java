package io.bloomery.model.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.average.OuterOptimizer.DiLoCo;
import io.bloomery.model.average.OuterOptimizer.Mean;
import io.bloomery.model.average.OuterOptimizer.SlowMo;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OuterOptimizerTest {

    private static final Offset<Float> CLOSE = within(1e-6f);

    @Test
    void theMeanIsTheMeanBitForBit() {
        float[] weights = {1, 2};
        new Mean().step(weights, new float[0], new float[] {0.1f, Float.MIN_VALUE}, 1e-3);
        assertThat(weights).containsExactly(0.1f, Float.MIN_VALUE);
    }

    /** The values are those of torch.optim.SGD(lr=0.7, momentum=0.9, nesterov=True) for gradients 1, then 0.5. */
    @Test
    void diLoCoStepsAsPyTorchsNesterov() {
        float[] weights = {10};
        float[] momentum = {0};
        DiLoCo optimizer = new DiLoCo(0.7, 0.9);
        optimizer.step(weights, momentum, new float[] {9}, 1e-3);
        assertThat(weights[0]).isCloseTo(8.67f, CLOSE);
        optimizer.step(weights, momentum, new float[] {8.17f}, 1e-3);
        assertThat(weights[0]).isCloseTo(7.438f, within(2e-6f));
        assertThat(momentum[0]).isCloseTo(1.4f, CLOSE);
    }

    @Test
    void slowMomentumIsCountedInUnitsOfTheInnerRate() {
        float[] weights = {10};
        float[] momentum = {0};
        SlowMo optimizer = new SlowMo(1, 0.5);
        optimizer.step(weights, momentum, new float[] {9}, 0.1);
        assertThat(weights[0]).isCloseTo(9f, CLOSE);
        assertThat(momentum[0]).isCloseTo(10f, CLOSE);
        optimizer.step(weights, momentum, new float[] {9}, 0.01); // a tenth of the rate: a tenth of the momentum counts
        assertThat(weights[0]).isCloseTo(8.95f, CLOSE);
    }

    @Test
    void withoutMomentumAllAreTheMean() {
        for (OuterOptimizer optimizer : new OuterOptimizer[] {new DiLoCo(1, 0), new SlowMo(1, 0)}) {
            float[] weights = {10, -3};
            optimizer.step(weights, new float[2], new float[] {9.5f, -2}, 0.25);
            assertThat(weights).containsExactly(9.5f, -2);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.9", "-1, 0.9", "NaN, 0.9", "Infinity, 0.9", "0.7, 1", "0.7, -0.1", "0.7, NaN"})
    void refusesWhatDiverges(double rate, double momentum) {
        assertThatThrownBy(() -> new DiLoCo(rate, momentum)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlowMo(rate, momentum)).isInstanceOf(IllegalArgumentException.class);
    }
}
