package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.KeyValueCache;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.GradientAccumulation;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whole steps on a device: those of PyTorch (see {@code golden/README.md}) and those of the CPU's arithmetic. */
abstract class TrainingOnDevice {

    /** What all models here have. */
    static final int HEAD_WIDTH = 8;

    static final ModelSpec LLAMA = new LlamaSpec(41, 16, 2, 4, 2, 32, 40, 1e-5, 10_000, false);
    static final int[][] IDS = {{1, 2, 3, 40, 5, 6, 7, 8, 2}, {9, 10, 11, 12, 13, 3, 15, 16, 9}};
    private static final int[][] TARGETS = {{2, 3, 40, 5, 6, 7, 8, 2, -1}, {10, 11, 12, 13, 3, 15, 16, -1, 4}};
    private static final Regularization REGULARIZATION = new Regularization(0.2, 0.1);
    private static final Regularization.Draw DRAW = new Regularization.Draw(5, 3);

    private final ObjectMapper json = new ObjectMapper();
    private Device device;

    abstract Device open();

    @BeforeEach
    void start() {
        device = open();
    }

    @AfterEach
    void stop() {
        if (device != null) {
            device.close();
        }
    }

    /** PyTorch's are in float32; the tolerances are shares of a gradient's norm. */
    @ParameterizedTest
    @CsvSource({
        "gpt2, FLOAT32, 1e-4", "llama_wide, FLOAT32, 1e-4",
        "gpt2, TF32, 3e-3", "llama_wide, TF32, 3e-3",
        "gpt2, BFLOAT16, 2e-2", "llama_wide, BFLOAT16, 2e-2"
    })
    void gradientsAreThoseOfPyTorch(String family, Precision precision, double tolerance) throws IOException {
        Golden golden = golden(family);
        DecoderNetwork network = new DecoderNetwork(golden.spec(), cuda(precision));
        INDArray gradient = Nd4j.createUninitialized(1, network.layout().size());
        double loss = network.lossAndGradient(golden.parameters(network), gradient, golden.ids(0), golden.targets(0));
        assertThat(loss).isCloseTo(golden.loss(0), within(tolerance / 10 * golden.loss(0)));
        float[] actual = gradient.reshape(gradient.length()).toFloatVector();
        for (ParameterEntry entry : network.layout().entries()) {
            float[] expected = golden.floats("firstGradients", entry);
            double square = 0;
            double error = 0;
            for (int i = 0; i < expected.length; i++) {
                square += expected[i] * expected[i];
                error += Math.pow(expected[i] - actual[(int) entry.offset() + i], 2);
            }
            assertThat(Math.sqrt(error)).as(entry.name()).isLessThan(tolerance * Math.sqrt(square));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2, FLOAT32, 1e-4", "llama_wide, FLOAT32, 1e-4",
        "gpt2, TF32, 3e-3", "llama_wide, TF32, 3e-3",
        "gpt2, BFLOAT16, 2e-2", "llama_wide, BFLOAT16, 2e-2"
    })
    void tenStepsAreThoseOfPyTorchWhileTheVectorsStay(String family, Precision precision, double tolerance)
            throws IOException {
        Golden golden = golden(family);
        Kernel kernel = cuda(precision);
        DecoderNetwork network = new DecoderNetwork(golden.spec(), kernel);
        INDArray parameters = golden.parameters(network);
        INDArray before = parameters.dup();
        INDArray gradient = Nd4j.create(1, network.layout().size());
        INDArray state = Nd4j.create(1, 2 * network.layout().size());
        ClippedAdamW optimizer =
                new ClippedAdamW(kernel, network.layout(), golden.optimizer(), parameters, gradient, state);
        kernel.stay();
        for (int step = 0; step < golden.steps(); step++) {
            double loss = network.lossAndGradient(parameters, gradient, golden.ids(step), golden.targets(step));
            assertThat(loss)
                    .as("step %d", step)
                    .isCloseTo(golden.loss(step), within(tolerance / 10 * golden.loss(step)));
            double norm = golden.norm(step);
            assertThat(optimizer.update(step)).as("step %d", step).isCloseTo(norm, within(tolerance * norm));
        }
        assertThat(parameters).isEqualTo(before);
        kernel.end();
        double loss = network.loss(parameters, golden.ids(0), golden.targets(0));
        DecoderNetwork onCpu = new DecoderNetwork(golden.spec(), Kernels.create("cpu"));
        assertThat(onCpu.loss(parameters, golden.ids(0), golden.targets(0)))
                .isCloseTo(loss, within(tolerance / 10 * loss));
        assertThat(state.norm2Number().doubleValue()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropsAndSmoothsAsTheCpuDoes(boolean recompute) {
        INDArray exact = null; // the gradient in float32, which comes first
        for (Precision precision : Precision.values()) {
            Kernel cpu = Kernels.create("cpu", new KernelOptions(precision, 1));
            DecoderNetwork expected = new DecoderNetwork(LLAMA, cpu, recompute);
            DecoderNetwork network = new DecoderNetwork(LLAMA, cuda(precision), recompute);
            INDArray parameters = initial(network);
            INDArray expectedGradient =
                    Nd4j.createUninitialized(1, network.layout().size());
            INDArray gradient = Nd4j.createUninitialized(1, network.layout().size());
            double expectedLoss =
                    expected.lossAndGradient(parameters, expectedGradient, IDS, TARGETS, REGULARIZATION, DRAW);
            double loss = network.lossAndGradient(parameters, gradient, IDS, TARGETS, REGULARIZATION, DRAW);
            // Both sides round the same factors to bfloat16, but only a card rounds to TF32.
            assertThat(loss).isCloseTo(expectedLoss, within(precision == Precision.TF32 ? 1e-3 : 1e-5));
            double tolerance = precision == Precision.TF32 ? 2e-3 : 1e-4;
            assertThat(distance(gradient, expectedGradient)).as("%s", precision).isLessThan(tolerance);
            exact = precision == Precision.FLOAT32 ? gradient : exact;
            assertThat(distance(gradient, exact) > 1e-4)
                    .as("%s rounds", precision)
                    .isEqualTo(gradient != exact);
        }
    }

    /** The work of each step has the shape of the one before, but drops other elements. */
    @Test
    void dropsOtherElementsInEveryStep() {
        DecoderNetwork onCpu = new DecoderNetwork(LLAMA, Kernels.create("cpu"));
        DecoderNetwork network = new DecoderNetwork(LLAMA, cuda(Precision.FLOAT32));
        INDArray parameters = initial(network);
        INDArray expected = Nd4j.createUninitialized(1, network.layout().size());
        INDArray gradient = Nd4j.createUninitialized(1, network.layout().size());
        Set<Double> losses = new HashSet<>();
        for (int step = 0; step < 5; step++) {
            Regularization.Draw draw = new Regularization.Draw(5, step);
            double loss = onCpu.lossAndGradient(parameters, expected, IDS, TARGETS, REGULARIZATION, draw);
            losses.add(loss);
            assertThat(network.lossAndGradient(parameters, gradient, IDS, TARGETS, REGULARIZATION, draw))
                    .as("step %d", step)
                    .isCloseTo(loss, within(1e-5));
            assertThat(distance(gradient, expected)).as("step %d", step).isLessThan(1e-4);
        }
        assertThat(losses).hasSize(5);
    }

    @Test
    void addsUpPartsOfABatchWhereItComputes() {
        DecoderNetwork onCpu = new DecoderNetwork(LLAMA, Kernels.create("cpu"));
        INDArray parameters = initial(onCpu);
        INDArray expected = Nd4j.createUninitialized(1, onCpu.layout().size());
        double expectedLoss = onCpu.lossAndGradient(parameters, expected, IDS, TARGETS);
        Kernel kernel = cuda(Precision.FLOAT32);
        DecoderNetwork network = new DecoderNetwork(LLAMA, kernel);
        INDArray gradient = Nd4j.zeros(1, network.layout().size());
        kernel.stay();
        double loss = new GradientAccumulation(2)
                .lossAndGradient(kernel, network::lossAndGradient, parameters, gradient, IDS, TARGETS);
        assertThat(gradient.norm2Number().doubleValue()).isZero();
        kernel.end();
        assertThat(loss).isCloseTo(expectedLoss, within(1e-6));
        assertThat(distance(gradient, expected)).isLessThan(1e-5);
    }

    @Test
    void goesOnFromCachedKeysAndValues() {
        DecoderNetwork network = new DecoderNetwork(LLAMA, cuda(Precision.FLOAT32));
        INDArray parameters = initial(network);
        float[] expected = new DecoderNetwork(LLAMA, Kernels.create("cpu")).nextTokenLogits(parameters, IDS[0]);
        int[][] first = {{IDS[0][0], IDS[0][1], IDS[0][2]}};
        int[][] others = {Arrays.copyOfRange(IDS[0], 3, IDS[0].length)};
        try (KeyValueCache cache = network.cache(12)) {
            network.nextTokenLogits(parameters, first, List.of(cache));
            float[] actual = network.nextTokenLogits(parameters, others, List.of(cache))[0];
            assertThat(actual).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void refusesHeadsThatItsAttentionDoesNotTake() {
        ModelSpec narrow = new GptSpec(41, 16, 1, 4, 16);
        DecoderNetwork network = new DecoderNetwork(narrow, cuda(Precision.FLOAT32));
        INDArray parameters = initial(network);
        assertThatThrownBy(() -> network.loss(parameters, IDS, TARGETS))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("multiple of 8")
                .hasMessageContaining("4");
    }

    private static double distance(INDArray actual, INDArray expected) {
        return actual.distance2(expected) / expected.norm2Number().doubleValue();
    }

    private Kernel cuda(Precision precision) {
        return new CudaKernel(device, precision);
    }

    static INDArray initial(DecoderNetwork network) {
        INDArray parameters = Nd4j.create(1, network.layout().size());
        DecoderNetwork.initialize(network.spec(), parameters, 7);
        return parameters;
    }

    private Golden golden(String family) throws IOException {
        try (InputStream file = TrainingOnDevice.class.getResourceAsStream("/golden/" + family + "_adamw.json")) {
            return new Golden(json, json.readTree(file), family.equals("gpt2") ? GptSpec.class : LlamaSpec.class);
        }
    }

    private record Golden(ObjectMapper json, JsonNode values, Class<? extends ModelSpec> kind) {

        ModelSpec spec() throws IOException {
            return json.treeToValue(values.get("spec"), kind);
        }

        OptimizerConfig optimizer() throws IOException {
            return json.treeToValue(values.get("optimizer"), OptimizerConfig.class);
        }

        int steps() {
            return values.get("batches").size();
        }

        int[][] ids(int step) throws IOException {
            return json.treeToValue(values.get("batches").get(step).get("ids"), int[][].class);
        }

        int[][] targets(int step) throws IOException {
            return json.treeToValue(values.get("batches").get(step).get("targets"), int[][].class);
        }

        double loss(int step) {
            return values.get("losses").get(step).asDouble();
        }

        double norm(int step) {
            return values.get("gradientNorms").get(step).asDouble();
        }

        float[] floats(String of, ParameterEntry entry) throws IOException {
            return json.treeToValue(values.get(of).get(entry.name()), float[].class);
        }

        INDArray parameters(DecoderNetwork network) throws IOException {
            float[] all = new float[(int) network.layout().size()];
            for (ParameterEntry entry : network.layout().entries()) {
                System.arraycopy(floats("weights", entry), 0, all, (int) entry.offset(), (int) entry.size());
            }
            return Nd4j.createFromArray(all).reshape(1, all.length);
        }
    }
}
