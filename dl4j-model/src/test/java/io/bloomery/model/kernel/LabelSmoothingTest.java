package io.bloomery.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Losses and gradients that PyTorch has for smoothed labels; see {@code golden/README.md}. */
class LabelSmoothingTest {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"nd4j, 1", "cpu, 1", "cpu, 3"})
    void isThatOfPyTorch(String name, int threads) throws IOException {
        Kernel kernel = Kernels.create(name, new KernelOptions(KernelOptions.Precision.FLOAT32, threads));
        JsonNode golden = golden();
        int[] targets = json.treeToValue(golden.get("targets"), int[].class);
        for (JsonNode expected : golden.get("cases")) {
            INDArray logits = Nd4j.createFromArray(json.treeToValue(golden.get("logits"), float[][].class));
            float smoothing = (float) expected.get("smoothing").asDouble();
            float scale = (float) golden.get("scale").asDouble();
            double loss = kernel.crossEntropyGradient(Tensor.of(logits), targets, 0, scale, smoothing)
                    .getAsDouble();
            assertThat(loss)
                    .as("smoothing %s", smoothing)
                    .isCloseTo(expected.get("loss").asDouble(), within(1e-4));
            INDArray gradient = Nd4j.createFromArray(json.treeToValue(expected.get("gradient"), float[][].class));
            assertThat(logits.sub(gradient).amaxNumber().doubleValue())
                    .as("smoothing %s", smoothing)
                    .isLessThan(1e-6);
        }
    }

    private JsonNode golden() throws IOException {
        try (InputStream file = LabelSmoothingTest.class.getResourceAsStream("/golden/label_smoothing.json")) {
            return json.readTree(file);
        }
    }
}
