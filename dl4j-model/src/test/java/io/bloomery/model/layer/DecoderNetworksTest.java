package io.bloomery.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Engine;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class DecoderNetworksTest {

    private static final GptSpec SPEC = new GptSpec(13, 8, 2, 2, 8);
    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-2, 1e-3, 2, 50, 0.9, 0.95, 1e-8, 0.1, 1.0);
    private static final String KERNEL = "auto";

    @Test
    void learnsOneBatchByHeart() {
        OptimizerConfig optimizer = new OptimizerConfig(2e-2, 1e-3, 5, 100, 0.9, 0.95, 1e-8, 0, 1.0);
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, optimizer, 7, KERNEL);
        DataSet batch = batch(3, 8, 1);
        double before = network.score(batch);
        for (int step = 0; step < 100; step++) {
            network.fit(batch);
        }
        assertThat(before).isCloseTo(Math.log(13), within(0.1));
        assertThat(network.score()).isLessThan(0.3);
        assertThat(network.score(batch)).isLessThan(0.3);
    }

    @Test
    void closesWhatItsLayerHolds() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        network.fit(batch(2, 5, 2));
        DecoderNetwork before = DecoderNetworks.networkOf(network);
        assertThat(DecoderNetworks.networkOf(network)).isSameAs(before);
        DecoderNetworks.close(network);
        assertThat(DecoderNetworks.networkOf(network)).isNotSameAs(before);
        assertThat(network.params().wasClosed()).isTrue();
    }

    @Test
    void scoreAfterAFitIsTheMeanLossBeforeTheUpdate() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        DataSet batch = batch(2, 5, 2);
        double expected = DecoderNetworks.networkOf(network)
                .loss(
                        network.params(),
                        batch.getFeatures().toIntMatrix(),
                        batch.getLabels().toIntMatrix());
        network.fit(batch);
        assertThat(network.score()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherOneOthers() {
        INDArray first = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL).params();
        assertThat(DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL).params()).isEqualTo(first);
        assertThat(DecoderNetworks.create(SPEC, OPTIMIZER, 8, KERNEL).params()).isNotEqualTo(first);
    }

    @Test
    void hasOneUpdaterBlockOverTheWholeVector() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        BaseMultiLayerUpdater<?> updater = (BaseMultiLayerUpdater<?>) network.getUpdater();
        assertThat(updater.getUpdaterBlocks()).hasSize(1);
        assertThat(updater.getStateViewArray().length()).isEqualTo(2 * SPEC.parameterCount());
    }

    @Test
    void configurationSurvivesJson() {
        MultiLayerConfiguration configuration =
                DecoderNetworks.configuration(SPEC, OPTIMIZER, Regularization.NONE, 7, Engine.of(KERNEL));
        MultiLayerConfiguration restored = MultiLayerConfiguration.fromJson(configuration.toJson());
        assertThat(restored).isEqualTo(configuration);
        MultiLayerNetwork network = new MultiLayerNetwork(restored);
        network.init();
        assertThat(DecoderNetworks.specOf(network)).isEqualTo(SPEC);
        assertThat(network.params())
                .isEqualTo(DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL).params());
    }

    @Test
    void configurationHoldsTheEngineAndAnOlderOneHasOneThreadAndFloat32() {
        Engine engine = new Engine(KERNEL, new KernelOptions(Precision.BFLOAT16, 3), true);
        String json = DecoderNetworks.configuration(SPEC, OPTIMIZER, Regularization.NONE, 7, engine)
                .toJson();
        assertThat(engineOf(json)).isEqualTo(engine);
        String older = json.replaceAll("\"(threads|precision|recompute)\" : [^,]*,", "");
        assertThat(older).hasSizeLessThan(json.length());
        assertThat(engineOf(older)).isEqualTo(Engine.of(KERNEL));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "2, true"})
    void learnsTheSameWithMoreThreadsAndWithRecomputation(int threads, boolean recompute) {
        MultiLayerNetwork plain = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        Engine engine = new Engine(KERNEL, new KernelOptions(Precision.FLOAT32, threads), recompute);
        MultiLayerNetwork other = DecoderNetworks.create(SPEC, OPTIMIZER, 7, engine);
        fit(plain, 0, 4);
        fit(other, 0, 4);
        assertThat(other.params().sub(plain.params()).amaxNumber().doubleValue())
                .isLessThan(1e-5);
    }

    @Test
    void dropsTheSameWhenAStepIsRepeatedAndOtherwiseInEveryStep() {
        MultiLayerNetwork network = regularized(0.5, 0);
        DataSet batch = batch(2, 8, 1);
        network.setInput(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.computeGradientAndScore();
        INDArray first = network.getFlattenedGradients().dup();
        network.computeGradientAndScore();
        assertThat(network.getFlattenedGradients()).isEqualTo(first);
        network.setIterationCount(1);
        network.computeGradientAndScore();
        assertThat(network.getFlattenedGradients()).isNotEqualTo(first);
    }

    @Test
    void scoresWithoutDropoutAndWithHardLabels() {
        DataSet batch = batch(2, 8, 1);
        assertThat(regularized(0.5, 0.3).score(batch))
                .isEqualTo(regularized(0, 0).score(batch));
    }

    @Test
    void trainsOnAfterAZipRoundTripAsIfNothingHadHappened() throws IOException {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        fit(network, 0, 4);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, zip, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip.toByteArray()), true);
        assertThat(restored.params()).isEqualTo(network.params());
        assertThat(restored.getUpdater().getStateViewArray())
                .isEqualTo(network.getUpdater().getStateViewArray());
        fit(network, 4, 8);
        fit(restored, 4, 8);
        assertThat(restored.params()).isEqualTo(network.params());
    }

    @Test
    void aCloneTrainsOnItsOwn() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        fit(network, 0, 2);
        INDArray before = network.params().dup();
        MultiLayerNetwork clone = network.clone();
        fit(clone, 2, 4);
        assertThat(network.params()).isEqualTo(before);
        fit(network, 2, 4);
        assertThat(clone.params()).isEqualTo(network.params());
    }

    @Test
    void takesBatchesOfDifferentShapes() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        network.fit(batch(3, 8, 1));
        network.fit(batch(1, 4, 2));
        network.fit(batch(2, 1, 3));
        assertThat(network.params().isNaN().any()).isFalse();
    }

    @Test
    void outputIsTheLogitsInDl4jsOrder() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        DataSet batch = batch(2, 5, 4);
        INDArray output = network.output(batch.getFeatures());
        assertThat(output.shape()).containsExactly(2, 13, 5);
        float[] last = DecoderNetworks.networkOf(network)
                .nextTokenLogits(network.params(), batch.getFeatures().toIntMatrix()[1]);
        for (int token = 0; token < 13; token++) {
            assertThat(output.getFloat(1, token, 4)).isCloseTo(last[token], within(1e-6f));
        }
    }

    @Test
    void scoresEachExample() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 7, KERNEL);
        DataSet batch = batch(3, 8, 1);
        INDArray scores = network.scoreExamples(batch, false);
        assertThat(scores.meanNumber().doubleValue()).isCloseTo(network.score(batch), within(1e-5));
    }

    @Test
    void refusesANetworkThatIsNoGpt() {
        MultiLayerNetwork other = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
        other.init();
        assertThatThrownBy(() -> DecoderNetworks.specOf(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private static MultiLayerNetwork regularized(double dropout, double labelSmoothing) {
        return DecoderNetworks.create(
                SPEC, OPTIMIZER, new Regularization(dropout, labelSmoothing), 7, Engine.of(KERNEL));
    }

    private static Engine engineOf(String json) {
        MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
        return ((DecoderLayerConfiguration) configuration.getConf(0).getLayer()).engine();
    }

    private static void fit(MultiLayerNetwork network, int from, int to) {
        for (int step = from; step < to; step++) {
            network.fit(batch(2, 8, step));
        }
    }

    private static DataSet batch(int sequences, int time, long seed) {
        Random random = new Random(seed);
        float[][] ids = new float[sequences][time];
        float[][] next = new float[sequences][time];
        for (int sequence = 0; sequence < sequences; sequence++) {
            int token = random.nextInt(SPEC.vocabularySize());
            for (int position = 0; position < time; position++) {
                ids[sequence][position] = token;
                token = random.nextInt(SPEC.vocabularySize());
                next[sequence][position] = token;
            }
        }
        return new DataSet(Nd4j.createFromArray(ids), Nd4j.createFromArray(next));
    }
}
