package io.bloomery.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.checkpoint.LocalFolder;
import io.bloomery.model.evaluate.GptLanguageModel;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.train.Batches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jZipTest {

    private static final GptSpec SPEC = new GptSpec(17, 6, 2, 2, 8);
    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-3, 1e-4, 2, 50, 0.9, 0.95, 1e-8, 0.1, 1);
    private static final List<int[]> SEQUENCES = List.of(new int[] {1, 2, 3, 4, 5, 6, 7}, new int[] {9, 8, 7});

    @TempDir
    private Path directory;

    @Test
    void modelSerializerRestoresTheSameNetwork() throws IOException {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 3, "auto");
        new ModelFolder(new LocalFolder(directory)).writeDl4jZip(network);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(
                directory.resolve(ModelFolder.DL4J_ZIP).toFile());
        assertThat(DecoderNetworks.specOf(restored)).isEqualTo(SPEC);
        assertThat(restored.params().toFloatVector()).isEqualTo(network.params().toFloatVector());
        DataSet batch = Batches.dataSet(SEQUENCES, SPEC.contextLength());
        assertThat(restored.output(batch.getFeatures()).toStringFull())
                .isEqualTo(network.output(batch.getFeatures()).toStringFull());
        assertThat(restored.score(batch)).isEqualTo(network.score(batch));
    }

    @Test
    void scoresSequencesAloneAsInAPaddedBatch() {
        MultiLayerNetwork network = DecoderNetworks.create(SPEC, OPTIMIZER, 3, "auto");
        double batched = network.score(Batches.dataSet(SEQUENCES, SPEC.contextLength()));
        try (DecoderNetwork arithmetic = new DecoderNetwork(SPEC, Kernels.create("auto"))) {
            GptLanguageModel model = new GptLanguageModel(arithmetic, network.params());
            double alone =
                    SEQUENCES.stream().mapToDouble(model::negativeLogLikelihood).sum();
            assertThat(alone / Batches.predictedTokens(SEQUENCES)).isCloseTo(batched, within(1e-5));
            assertThat(Batches.predictedTokens(SEQUENCES)).isEqualTo(8);
        }
    }

    @Test
    void aBatchShowsEveryTokenButTheLastAndPredictsEveryTokenButTheFirst() {
        assertThat(Batches.inputs(SEQUENCES, 6)).isDeepEqualTo(new int[][] {{1, 2, 3, 4, 5, 6}, {9, 8, 0, 0, 0, 0}});
        assertThat(Batches.targets(SEQUENCES, 6))
                .isDeepEqualTo(new int[][] {{2, 3, 4, 5, 6, 7}, {8, 7, -1, -1, -1, -1}});
        DataSet batch = Batches.dataSet(SEQUENCES, 6);
        assertThat(batch.getFeatures())
                .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 2, 3, 4, 5, 6}, {9, 8, 0, 0, 0, 0}}));
    }
}
