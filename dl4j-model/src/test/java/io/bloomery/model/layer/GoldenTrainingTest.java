package io.bloomery.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Engine;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The same weights and batches as transformers and PyTorch had; see {@code golden/README.md}. */
class GoldenTrainingTest {

    /** Softmax does not see the biases of keys: their gradient is rounding alone, which Adam makes into whole steps. */
    private static final String KEY_BIAS = ".attn.c_attn.bias";

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"gpt2, nd4j", "gpt2, cpu", "llama, nd4j", "llama, cpu"})
    void logitsAreThoseOfTransformers(String family, String kernel) throws IOException {
        JsonNode golden = golden(family);
        MultiLayerNetwork network = network(golden, family, kernel);
        int[][] ids = json.treeToValue(golden.at("/batches/0/ids"), int[][].class);
        INDArray logits = DecoderNetworks.networkOf(network).logits(network.params(), new int[][] {ids[1]});
        float[] expected = json.treeToValue(golden.get("firstLogits"), float[].class);
        assertThat(logits.reshape(expected.length).toFloatVector()).containsExactly(expected, within(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({"gpt2, nd4j", "gpt2, cpu", "llama, nd4j", "llama, cpu"})
    void gradientsAreThoseOfPyTorch(String family, String kernel) throws IOException {
        JsonNode golden = golden(family);
        MultiLayerNetwork network = network(golden, family, kernel);
        INDArray gradient = Nd4j.create(1, network.numParams());
        DecoderNetworks.networkOf(network)
                .lossAndGradient(
                        network.params(),
                        gradient,
                        json.treeToValue(golden.at("/batches/0/ids"), int[][].class),
                        json.treeToValue(golden.at("/batches/0/targets"), int[][].class));
        double expected = golden.at("/gradientNorms/0").asDouble();
        assertThat(gradient.norm2Number().doubleValue()).isCloseTo(expected, within(1e-5 * expected));
        float[] actual = gradient.reshape(gradient.length()).toFloatVector();
        for (ParameterEntry entry :
                ParameterLayout.of(DecoderNetworks.specOf(network)).entries()) {
            float[] named = json.treeToValue(golden.get("firstGradients").get(entry.name()), float[].class);
            double square = 0;
            double error = 0;
            for (int i = 0; i < named.length; i++) {
                square += named[i] * named[i];
                error += Math.pow(named[i] - actual[(int) entry.offset() + i], 2);
            }
            assertThat(Math.sqrt(error)).as(entry.name()).isLessThan(1e-4 * Math.sqrt(square));
        }
    }

    @ParameterizedTest
    @CsvSource({"gpt2, nd4j", "gpt2, cpu", "llama, nd4j", "llama, cpu"})
    void tenStepsOfTrainingAreThoseOfPyTorch(String family, String kernel) throws IOException {
        JsonNode golden = golden(family);
        MultiLayerNetwork network = network(golden, family, kernel);
        for (int step = 0; step < golden.get("batches").size(); step++) {
            network.fit(new DataSet(
                    array(golden.get("batches").get(step).get("ids")),
                    array(golden.get("batches").get(step).get("targets"))));
            double expected = golden.get("losses").get(step).asDouble();
            assertThat(network.score()).as("step %d", step).isCloseTo(expected, within(1e-5 * expected));
        }
        float[] parameters = network.params().reshape(network.numParams()).toFloatVector();
        for (ParameterEntry entry :
                ParameterLayout.of(DecoderNetworks.specOf(network)).entries()) {
            if (!entry.name().endsWith(KEY_BIAS)) {
                double expected = golden.get("finalSums").get(entry.name()).asDouble();
                assertThat(sum(parameters, entry)).as(entry.name()).isCloseTo(expected, within(1e-4 * expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gpt2, 1", "gpt2, 2", "llama, 1", "llama, 2"})
    void tenStepsInBfloat16AreThoseOfPyTorchsAutocast(String family, int threads) throws IOException {
        Engine engine = new Engine("cpu", new KernelOptions(Precision.BFLOAT16, threads), false);
        JsonNode golden = golden(family);
        MultiLayerNetwork network = network(golden, family, engine);
        double[] losses = json.treeToValue(read("autocast.json").get(family), double[].class);
        for (int step = 0; step < losses.length; step++) {
            network.fit(new DataSet(
                    array(golden.get("batches").get(step).get("ids")),
                    array(golden.get("batches").get(step).get("targets"))));
            assertThat(network.score()).as("step %d", step).isCloseTo(losses[step], within(2e-3 * losses[step]));
        }
    }

    @ParameterizedTest
    @CsvSource({"gpt2, nd4j", "gpt2, cpu", "llama, nd4j", "llama, cpu"})
    void clippedAdamWTakesTheStepsOfPyTorch(String family, String kernel) throws IOException {
        JsonNode golden = golden(family);
        MultiLayerNetwork network = network(golden, family, kernel);
        DecoderNetwork decoder = DecoderNetworks.networkOf(network);
        INDArray parameters = network.params().dup();
        INDArray gradient = Nd4j.create(1, network.numParams());
        ClippedAdamW optimizer = new ClippedAdamW(
                Kernels.create(kernel),
                decoder.layout(),
                json.treeToValue(golden.get("optimizer"), OptimizerConfig.class),
                parameters,
                gradient,
                Nd4j.create(1, 2 * network.numParams()));
        for (int step = 0; step < golden.get("batches").size(); step++) {
            JsonNode batch = golden.get("batches").get(step);
            int[][] ids = json.treeToValue(batch.get("ids"), int[][].class);
            int[][] targets = json.treeToValue(batch.get("targets"), int[][].class);
            double loss = golden.get("losses").get(step).asDouble();
            assertThat(decoder.lossAndGradient(parameters, gradient, ids, targets))
                    .as("step %d", step)
                    .isCloseTo(loss, within(1e-5 * loss));
            double norm = golden.get("gradientNorms").get(step).asDouble();
            assertThat(optimizer.update(step)).as("step %d", step).isCloseTo(norm, within(1e-4 * norm));
        }
    }

    private static double sum(float[] parameters, ParameterEntry entry) {
        double sum = 0;
        for (int i = (int) entry.offset(); i < entry.end(); i++) {
            sum += Math.abs(parameters[i]);
        }
        return sum;
    }

    private MultiLayerNetwork network(JsonNode golden, String family, String kernel) throws IOException {
        return network(golden, family, Engine.of(kernel));
    }

    private MultiLayerNetwork network(JsonNode golden, String family, Engine engine) throws IOException {
        Class<? extends ModelSpec> kind = family.equals("gpt2") ? GptSpec.class : LlamaSpec.class;
        ModelSpec spec = json.treeToValue(golden.get("spec"), kind);
        OptimizerConfig optimizer = json.treeToValue(golden.get("optimizer"), OptimizerConfig.class);
        MultiLayerNetwork network = DecoderNetworks.create(spec, optimizer, 0, engine);
        DecoderNetwork gpt = DecoderNetworks.networkOf(network);
        float[] parameters = new float[(int) gpt.layout().size()];
        for (ParameterEntry entry : gpt.layout().entries()) {
            float[] values = json.treeToValue(golden.get("weights").get(entry.name()), float[].class);
            System.arraycopy(values, 0, parameters, (int) entry.offset(), (int) entry.size());
        }
        network.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
        return network;
    }

    private INDArray array(JsonNode rows) throws IOException {
        return Nd4j.createFromArray(json.treeToValue(rows, float[][].class));
    }

    private JsonNode golden(String family) throws IOException {
        return read(family + "_adamw.json");
    }

    private JsonNode read(String name) throws IOException {
        try (InputStream file = GoldenTrainingTest.class.getResourceAsStream("/golden/" + name)) {
            return json.readTree(file);
        }
    }
}
