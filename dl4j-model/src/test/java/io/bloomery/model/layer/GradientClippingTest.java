package io.bloomery.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradientClippingTest {

    private static final GptSpec SPEC = new GptSpec(13, 8, 2, 2, 8);

    @Test
    void scalesTheWholeGradientToTheLargestNorm() {
        MultiLayerNetwork network = networkWithGradient(0.01);
        INDArray before = network.getFlattenedGradients().dup();
        double norm = before.norm2Number().doubleValue();
        assertThat(norm).isGreaterThan(0.1);
        clip(network);
        INDArray clipped = network.getFlattenedGradients();
        assertThat(clipped.norm2Number().doubleValue()).isCloseTo(0.01, within(1e-6));
        assertThat(clipped.sub(before.mul(0.01 / norm)).amaxNumber().doubleValue())
                .isLessThan(1e-7);
    }

    @Test
    void leavesAShorterGradientAlone() {
        MultiLayerNetwork network = networkWithGradient(1000);
        INDArray before = network.getFlattenedGradients().dup();
        clip(network);
        assertThat(network.getFlattenedGradients()).isEqualTo(before);
    }

    private static MultiLayerNetwork networkWithGradient(double maxNorm) {
        OptimizerConfig optimizer = new OptimizerConfig(1e-2, 1e-3, 2, 50, 0.9, 0.95, 1e-8, 0.1, maxNorm);
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, optimizer, 7, "auto");
        network.setInput(Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        network.setLabels(Nd4j.createFromArray(new float[][] {{2, 3, 4}, {5, 6, 7}}));
        network.computeGradientAndScore();
        return network;
    }

    private static void clip(MultiLayerNetwork network) {
        BaseMultiLayerUpdater<?> updater = (BaseMultiLayerUpdater<?>) network.getUpdater();
        updater.preApply(network.getLayer(0), network.gradient(), 0);
    }
}
