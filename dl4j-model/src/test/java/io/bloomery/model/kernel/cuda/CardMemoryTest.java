package io.bloomery.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.network.CardMemory;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.optimize.ClippedAdamW;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The plan of a card's memory beside what a step on an emulated device allocates. */
class CardMemoryTest {

    private static final int CONTEXT = 16;
    private static final int VOCABULARY = 997;
    private static final int FEW = 41;
    private static final int SEQUENCES = 3;
    private static final long SMALL_SUMS = 513L * Double.BYTES; // those of a norm, of a vector as long as one likes
    private static final ModelSpec GPT = new GptSpec(VOCABULARY, CONTEXT, 2, 4, 32);
    private static final ModelSpec LLAMA = new LlamaSpec(VOCABULARY, CONTEXT, 2, 4, 2, 32, 72, 1e-5, 10_000, false);

    /** Whose logits take less than the perceptron; of the last one's activations rows must be padded. */
    private static final List<ModelSpec> WITH_FEW_TOKENS = List.of(
            new GptSpec(FEW, CONTEXT, 2, 4, 32),
            new LlamaSpec(FEW, CONTEXT, 2, 4, 2, 32, 72, 1e-5, 10_000, false),
            new LlamaSpec(FEW, CONTEXT, 2, 4, 2, 32, 44, 1e-5, 10_000, false));

    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-3, 1e-4, 1, 10, 0.9, 0.95, 1e-8, 0.1, 1);

    @TempDir
    static Path folder;

    private static Path program;

    @BeforeAll
    static void compile() {
        program = EmulatedDevice.compile(folder, GPT.headWidth());
    }

    static Stream<Arguments> plans() {
        return Stream.concat(Stream.of(GPT, LLAMA), WITH_FEW_TOKENS.stream())
                .flatMap(spec -> Stream.of(Precision.values()).flatMap(precision -> Stream.of(false, true)
                        .map(recompute -> Arguments.of(new CardMemory(spec, precision, recompute, false)))));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void plansWhatAStepAllocates(CardMemory plan) {
        long rows = (long) SEQUENCES * CONTEXT;
        assertThat(plan.bytes(SEQUENCES) - allocated(plan))
                .as("bytes that are planned and not allocated")
                .isBetween(0L, SMALL_SUMS + 2 * rows * Integer.BYTES);
    }

    @Test
    void findsTheLargestBatchThatFits() {
        CardMemory plan = new CardMemory(LLAMA, Precision.BFLOAT16, false, false);
        assertThat(plan.sequencesIn(plan.bytes(7))).isEqualTo(7);
        assertThat(plan.sequencesIn(plan.bytes(7) - 1)).isEqualTo(6);
        assertThat(plan.sequencesIn(plan.bytes(1) - 1)).isZero();
        assertThat(plan.sequencesIn(Long.MAX_VALUE)).isEqualTo(65_535);
    }

    @Test
    void wantsOneVectorMoreForPartsOfABatchAndLessForRecomputing() {
        CardMemory plan = new CardMemory(GPT, Precision.FLOAT32, false, false);
        assertThat(new CardMemory(GPT, Precision.FLOAT32, false, true).bytes(1) - plan.bytes(1))
                .isEqualTo(GPT.parameterCount() * Float.BYTES);
        assertThat(new CardMemory(GPT, Precision.FLOAT32, true, false).bytes(8)).isLessThan(plan.bytes(8));
    }

    /** After a whole step. */
    private static long allocated(CardMemory plan) {
        EmulatedDevice device = EmulatedDevice.start(program);
        CudaKernel kernel = new CudaKernel(device, plan.precision());
        try (DecoderNetwork network = new DecoderNetwork(plan.spec(), kernel, plan.recompute())) {
            INDArray parameters = Nd4j.create(1, network.layout().size());
            DecoderNetwork.initialize(plan.spec(), parameters, 7);
            INDArray gradient = Nd4j.create(1, network.layout().size());
            INDArray state = Nd4j.create(1, 2 * network.layout().size());
            ClippedAdamW optimizer = new ClippedAdamW(kernel, network.layout(), OPTIMIZER, parameters, gradient, state);
            network.lossAndGradient(parameters, gradient, ids(1), ids(2));
            optimizer.update(0);
            return device.allocatedBytes();
        } finally {
            kernel.close();
        }
    }

    private static int[][] ids(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> random.ints(CONTEXT, 0, FEW).toArray())
                .limit(SEQUENCES)
                .toArray(int[][]::new);
    }
}
