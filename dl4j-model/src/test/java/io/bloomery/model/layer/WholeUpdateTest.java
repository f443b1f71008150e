package io.bloomery.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/** The layer's own update beside what DL4J would have done by the same configuration. */
class WholeUpdateTest {

    private static final GptSpec SPEC = new GptSpec(13, 8, 2, 2, 8);
    private static final float[][] IDS = {{1, 2, 3}, {4, 5, 6}};
    private static final float[][] TARGETS = {{2, 3, 4}, {5, 6, 7}};

    @ParameterizedTest(name = "gradients up to {0}")
    @ValueSource(doubles = {0.01, 1000})
    void doesWhatClippingAdamAndWeightDecayOfDl4jDo(double maxNorm) {
        // DL4J adds epsilon before it corrects the bias, the layer after: here it is too small to matter.
        OptimizerConfig config = new OptimizerConfig(1e-2, 1e-3, 2, 50, 0.9, 0.95, 1e-20, 0.1, maxNorm);
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, config, 7, "auto");
        Dl4j expected = new Dl4j(network, config);
        for (int step = 0; step < 5; step++) {
            expected.parameters.assign(network.params().reshape(network.numParams()));
            double norm = expected.step(step);
            network.fit(batch());
            assertThat(DecoderNetworks.gradientNorm(network)).isCloseTo(norm, within(1e-6 * norm));
            assertThat(distance(expected.parameters, network.params())).isLessThan(1e-6); // gains are about one
            INDArray state = network.getUpdater().getStateViewArray();
            assertThat(distance(expected.state, state))
                    .as("the same state at the same places")
                    .isLessThan(1e-6 * expected.state.amaxNumber().doubleValue());
        }
    }

    @Test
    void goesOnFromTheStateThatAnUpdaterIsMadeWith() {
        OptimizerConfig config = new OptimizerConfig(1e-2, 1e-3, 2, 50, 0.9, 0.95, 1e-8, 0.1, 1);
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, config, 7, "auto");
        network.fit(batch());
        MultiLayerNetwork replica =
                new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
        replica.init(network.params().dup(), false);
        replica.setUpdater(new MultiLayerUpdater(
                replica, network.getUpdater().getStateViewArray().dup())); // as DL4J's averaging does on workers
        network.fit(batch());
        replica.fit(batch());
        assertThat(replica.params()).isEqualTo(network.params());
    }

    @Test
    void hasNoGradientNormBeforeTheFirstStep() {
        OptimizerConfig config = new OptimizerConfig(1e-2, 1e-3, 2, 50, 0.9, 0.95, 1e-8, 0.1, 1);
        assertThat(DecoderNetworks.gradientNorm(DecoderNetworks.create(SPEC, config, 7, "auto")))
                .isNaN();
    }

    private static double distance(INDArray vector, INDArray other) {
        return vector.sub(other.reshape(other.length())).amaxNumber().doubleValue();
    }

    private static DataSet batch() {
        return new DataSet(Nd4j.createFromArray(IDS), Nd4j.createFromArray(TARGETS));
    }

    /** What DL4J does, operation by operation. */
    private static final class Dl4j {

        private final OptimizerConfig config;
        private final DecoderNetwork network;
        private final INDArray parameters;
        private final INDArray gradient;
        private final INDArray state;
        private final GradientUpdater<?> adam;

        Dl4j(MultiLayerNetwork start, OptimizerConfig config) {
            this.config = config;
            network = new DecoderNetwork(SPEC, Kernels.create("auto"));
            parameters = start.params().dup().reshape(start.numParams());
            gradient = Nd4j.create(DataType.FLOAT, start.numParams());
            state = Nd4j.create(DataType.FLOAT, 2 * start.numParams());
            adam = new Adam.Builder()
                    .learningRateSchedule(config.schedule())
                    .beta1(config.beta1())
                    .beta2(config.beta2())
                    .epsilon(config.epsilon())
                    .build()
                    .instantiate(state, false);
        }

        double step(int iteration) {
            network.lossAndGradient(parameters, gradient, ids(IDS), ids(TARGETS));
            double norm = gradient.norm2Number().doubleValue();
            if (norm > config.maxGradientNorm()) {
                gradient.muli(config.maxGradientNorm() / norm);
            }
            adam.applyUpdater(gradient, iteration, 0);
            long decayed = network.layout().decayedSize();
            double rate = config.schedule().valueAt(iteration, 0);
            INDArray weights = parameters.get(NDArrayIndex.interval(0, decayed));
            gradient.get(NDArrayIndex.interval(0, decayed)).addi(weights.mul(rate * config.weightDecay()));
            parameters.subi(gradient);
            return norm;
        }

        private static int[][] ids(float[][] values) {
            return Nd4j.createFromArray(values).toIntMatrix();
        }
    }
}
