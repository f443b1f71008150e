package io.bloomery.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DecoderNetworkTest {

    private static final GptSpec SPEC = new GptSpec(11, 6, 2, 2, 8);
    private static final LlamaSpec LLAMA = new LlamaSpec(11, 6, 2, 4, 2, 16, 12, 1e-5, 100, false);
    private static final Regularization REGULARIZATION = new Regularization(0.3, 0.1);
    private static final Regularization.Draw DRAW = new Regularization.Draw(11, 5);
    private static final int[][] IDS = {{3, 1, 4, 1, 5}, {9, 2, 6, 5, 3}};
    private static final int[][] TARGETS = {{1, 4, 1, 5, -1}, {2, 6, 5, 3, 10}};

    static Stream<ModelSpec> specs() {
        return Stream.of(SPEC, LLAMA, new LlamaSpec(11, 6, 1, 2, 2, 8, 12, 1e-5, 100, true));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void gradientMatchesDifferencesForEveryNamedParameter(ModelSpec spec) {
        for (String kernel : new String[] {"nd4j", "cpu"}) {
            DecoderNetwork network = new DecoderNetwork(spec, Kernels.create(kernel));
            INDArray parameters = lively(spec);
            INDArray gradient = Nd4j.ones(1, spec.parameterCount()).muli(100); // must be overwritten
            network.lossAndGradient(parameters, gradient, IDS, TARGETS);
            Random random = new Random(1);
            for (ParameterEntry entry : ParameterLayout.of(spec).entries()) {
                for (int probe = 0; probe < (kernel.equals("cpu") ? 6 : 2); probe++) {
                    long index = entry.offset() + random.nextInt((int) entry.size());
                    double difference = difference(network, parameters, index);
                    assertThat(gradient.getDouble(0, index))
                            .as("%s element %d", entry.name(), index - entry.offset())
                            .isCloseTo(difference, within(2e-3 + 0.02 * Math.abs(difference)));
                }
            }
        }
    }

    /** Of the same step, so that the same elements are dropped on both sides of each difference. */
    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "cpu"})
    void gradientWithDropoutAndSmoothedLabelsMatchesDifferences(String kernel) {
        DecoderNetwork network = network(kernel);
        INDArray parameters = lively(SPEC);
        INDArray gradient = Nd4j.create(1, SPEC.parameterCount());
        INDArray unused = Nd4j.create(1, SPEC.parameterCount());
        double loss = network.lossAndGradient(parameters, gradient, IDS, TARGETS, REGULARIZATION, DRAW);
        assertThat(loss).isNotEqualTo(network.lossAndGradient(parameters, unused, IDS, TARGETS));
        Random random = new Random(1);
        for (ParameterEntry entry : ParameterLayout.of(SPEC).entries()) {
            long index = entry.offset() + random.nextInt((int) entry.size());
            float before = parameters.getFloat(0, index);
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                parameters.putScalar(0, index, before + (side == 0 ? 1e-2f : -1e-2f));
                losses[side] = network.lossAndGradient(parameters, unused, IDS, TARGETS, REGULARIZATION, DRAW);
            }
            parameters.putScalar(0, index, before);
            double difference = (losses[0] - losses[1]) / 2e-2;
            assertThat(gradient.getDouble(0, index))
                    .as(entry.name())
                    .isCloseTo(difference, within(3e-3 + 0.02 * Math.abs(difference)));
        }
    }

    @Test
    void dropsTheSameWithAnyKernelAnyNumberOfThreadsAndWhenBlocksAreRecomputed() {
        GptSpec spec = new GptSpec(97, 80, 3, 4, 32);
        INDArray parameters = lively(spec);
        int[][] ids = random(spec, 3, 80, 1);
        int[][] targets = random(spec, 3, 80, 2);
        INDArray reference = Nd4j.create(1, spec.parameterCount());
        double loss = new DecoderNetwork(spec, Kernels.create("nd4j"))
                .lossAndGradient(parameters, reference, ids, targets, REGULARIZATION, DRAW);
        for (int threads = 1; threads <= 3; threads++) {
            KernelOptions options = new KernelOptions(KernelOptions.Precision.FLOAT32, threads);
            INDArray fast = Nd4j.create(1, spec.parameterCount());
            DecoderNetwork network = new DecoderNetwork(spec, Kernels.create("cpu", options), threads == 2);
            assertThat(network.lossAndGradient(parameters, fast, ids, targets, REGULARIZATION, DRAW))
                    .isCloseTo(loss, within(1e-5));
            assertThat(fast.sub(reference).amaxNumber().doubleValue()).isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void recomputingBlocksGivesTheSameGradient(ModelSpec spec) {
        INDArray parameters = lively(spec);
        INDArray kept = Nd4j.create(1, spec.parameterCount());
        INDArray recomputed = Nd4j.create(1, spec.parameterCount());
        double loss = new DecoderNetwork(spec, Kernels.create("cpu")).lossAndGradient(parameters, kept, IDS, TARGETS);
        assertThat(new DecoderNetwork(spec, Kernels.create("cpu"), true)
                        .lossAndGradient(parameters, recomputed, IDS, TARGETS))
                .isEqualTo(loss);
        assertThat(recomputed).isEqualTo(kept);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void cachedLogitsAreThoseOfTheWholeSequences(ModelSpec spec) {
        INDArray parameters = lively(spec);
        int[][] sequences = {{3, 1, 4, 1, 5, 9}, {2, 6, 5, 3, 5}};
        for (String kernel : new String[] {"nd4j", "cpu"}) {
            DecoderNetwork network = new DecoderNetwork(spec, Kernels.create(kernel));
            try (KeyValueCache first = network.cache(6);
                    KeyValueCache second = network.cache(5)) {
                List<KeyValueCache> caches = List.of(first, second);
                network.nextTokenLogits(parameters, new int[][] {{3, 1, 0}, {2}}, caches);
                first.truncate(2);
                network.nextTokenLogits(parameters, new int[][] {{4, 1, 5}, {6, 5, 3}}, caches);
                float[][] logits = network.nextTokenLogits(parameters, new int[][] {{9}, {5}}, caches);
                assertThat(first.length()).isEqualTo(6);
                for (int i = 0; i < 2; i++) {
                    assertThat(logits[i])
                            .containsExactly(network.nextTokenLogits(parameters, sequences[i]), within(1e-5f));
                }
            }
        }
    }

    @Test
    void refusesTokensThatACacheHasNoRoomFor() {
        DecoderNetwork network = network("cpu");
        try (KeyValueCache cache = network.cache(3)) {
            INDArray parameters = lively(SPEC);
            network.nextTokenLogits(parameters, new int[][] {{1, 2}}, List.of(cache));
            assertThatThrownBy(() -> network.nextTokenLogits(parameters, new int[][] {{1, 2}}, List.of(cache)))
                    .hasMessage("a cache for 3 tokens holds 2 and has no room for 2 more");
            assertThatThrownBy(() -> network.cache(7)).hasMessage("the capacity of a cache must be in [1, 6] but is 7");
        }
    }

    @Test
    void gradientAlongItselfIsItsSquaredLength() {
        DecoderNetwork network = network("cpu");
        INDArray parameters = lively(SPEC);
        INDArray gradient = Nd4j.create(1, SPEC.parameterCount());
        network.lossAndGradient(parameters, gradient, IDS, TARGETS);
        double length = gradient.norm2Number().doubleValue();
        double step = 1e-2 / length;
        double above = network.loss(parameters.add(gradient.mul(step)), IDS, TARGETS);
        double below = network.loss(parameters.sub(gradient.mul(step)), IDS, TARGETS);
        assertThat((above - below) / (2 * step)).isCloseTo(length * length, within(2e-3 * length * length));
    }

    @Test
    void bothKernelsGiveTheSameLossGradientAndLogits() {
        GptSpec spec = new GptSpec(97, 80, 3, 4, 32);
        INDArray parameters = lively(spec);
        int[][] ids = random(spec, 3, 80, 1);
        int[][] targets = random(spec, 3, 80, 2);
        INDArray reference = Nd4j.create(1, spec.parameterCount());
        INDArray fast = Nd4j.create(1, spec.parameterCount());
        DecoderNetwork portable = new DecoderNetwork(spec, Kernels.create("nd4j"));
        DecoderNetwork cpu = new DecoderNetwork(spec, Kernels.create("cpu"));
        double referenceLoss = portable.lossAndGradient(parameters, reference, ids, targets);
        assertThat(cpu.lossAndGradient(parameters, fast, ids, targets)).isCloseTo(referenceLoss, within(1e-5));
        assertThat(fast.sub(reference).amaxNumber().doubleValue()).isLessThan(1e-5);
        assertThat(cpu.logits(parameters, ids)
                        .sub(portable.logits(parameters, ids))
                        .amaxNumber()
                        .doubleValue())
                .isLessThan(1e-5);
    }

    @Test
    void aVocabularyTooLargeForOneChunkOfLogitsGivesTheSameGradient() {
        GptSpec spec = new GptSpec(70_000, 64, 1, 1, 4); // a chunk is 59 of the 128 rows
        INDArray parameters = lively(spec);
        int[][] ids = random(spec, 2, 64, 1);
        int[][] targets = random(spec, 2, 64, 2);
        INDArray both = Nd4j.create(1, spec.parameterCount());
        INDArray one = Nd4j.create(1, spec.parameterCount());
        INDArray other = Nd4j.create(1, spec.parameterCount());
        DecoderNetwork network = new DecoderNetwork(spec, Kernels.create("cpu"));
        double loss = network.lossAndGradient(parameters, both, ids, targets);
        double first = network.lossAndGradient(parameters, one, new int[][] {ids[0]}, new int[][] {targets[0]});
        double second = network.lossAndGradient(parameters, other, new int[][] {ids[1]}, new int[][] {targets[1]});
        assertThat(loss).isCloseTo((first + second) / 2, within(1e-5));
        assertThat(both.sub(one.add(other).muli(0.5)).amaxNumber().doubleValue())
                .isLessThan(1e-6);
        assertThat(network.loss(parameters, ids, targets)).isCloseTo(loss, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "cpu"})
    void aTokenDoesNotSeeTheFuture(String kernel) {
        DecoderNetwork network = network(kernel);
        INDArray parameters = lively(SPEC);
        INDArray logits = network.logits(parameters, new int[][] {{3, 1, 4, 1, 5, 9}});
        INDArray changed = network.logits(parameters, new int[][] {{3, 1, 4, 7, 7, 7}});
        for (int position = 0; position < 6; position++) {
            double distance = logits.getRow(position).distance2(changed.getRow(position));
            if (position < 3) {
                assertThat(distance).isLessThan(1e-6);
            } else {
                assertThat(distance).isGreaterThan(1e-3);
            }
        }
    }

    @Test
    void nextTokenLogitsAreTheLastRow() {
        DecoderNetwork network = network("cpu");
        INDArray parameters = lively(SPEC);
        float[] last =
                network.logits(parameters, new int[][] {{3, 1, 4}}).getRow(2).toFloatVector();
        assertThat(network.nextTokenLogits(parameters, new int[] {3, 1, 4})).containsExactly(last, within(1e-6f));
    }

    @Test
    void lossOfSmallInitialWeightsIsNearlyThatOfGuessing() {
        INDArray parameters = Nd4j.create(1, SPEC.parameterCount());
        DecoderNetwork.initialize(SPEC, parameters, 5);
        assertThat(network("cpu").loss(parameters, IDS, TARGETS)).isCloseTo(Math.log(11), within(0.05));
    }

    @Test
    void aBatchWithNothingToPredictHasNoLossAndNoGradient() {
        INDArray gradient = Nd4j.ones(1, SPEC.parameterCount());
        double loss =
                network("cpu").lossAndGradient(lively(SPEC), gradient, new int[][] {{1, 2}}, new int[][] {{-1, -1}});
        assertThat(loss).isZero();
        assertThat(gradient.amaxNumber().doubleValue()).isZero();
    }

    @Test
    void initialWeightsHaveTheDeviationsOfGpt2() {
        GptSpec spec = new GptSpec(500, 64, 8, 4, 64);
        INDArray parameters = Nd4j.create(DataType.FLOAT, spec.parameterCount());
        DecoderNetwork.initialize(spec, parameters, 3);
        float[] values = parameters.toFloatVector();
        ParameterLayout layout = ParameterLayout.of(spec);
        assertThat(deviation(values, layout.entry("transformer.wte.weight"))).isCloseTo(0.02, within(0.0005));
        assertThat(deviation(values, layout.entry("transformer.h.3.attn.c_attn.weight")))
                .isCloseTo(0.02, within(0.0008));
        assertThat(deviation(values, layout.entry("transformer.h.3.mlp.c_proj.weight")))
                .isCloseTo(0.005, within(0.0002));
        assertThat(values[(int) layout.entry("transformer.h.3.ln_2.weight").offset()])
                .isEqualTo(1);
        assertThat(values[(int) layout.entry("transformer.h.3.ln_2.bias").offset()])
                .isZero();
    }

    @Test
    void refusesATokenOutsideTheVocabulary() {
        assertThatThrownBy(() -> network("cpu").loss(lively(SPEC), new int[][] {{11}}, new int[][] {{0}}))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("token id 11 is outside the model's vocabulary of 11")
                .extracting(thrown -> ((BloomeryException) thrown).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    @Test
    void refusesASequenceLongerThanTheContext() {
        assertThatThrownBy(() -> network("cpu").nextTokenLogits(lively(SPEC), new int[7]))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("a sequence has 7 tokens but the model sees at most 6");
    }

    @Test
    void refusesRaggedBatchesAndTargetsOfAnotherShape() {
        assertThatThrownBy(() -> network("cpu").logits(lively(SPEC), new int[][] {{1, 2}, {1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> network("cpu").loss(lively(SPEC), new int[][] {{1, 2}}, new int[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> network("cpu").logits(Nd4j.create(1, 5), IDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but has 5");
    }

    private static DecoderNetwork network(String kernel) {
        return new DecoderNetwork(SPEC, Kernels.create(kernel));
    }

    /** Initial weights, scaled up so that attention and GELU are far from linear and gradients far from rounding. */
    private static INDArray lively(ModelSpec spec) {
        INDArray parameters = Nd4j.create(1, spec.parameterCount());
        DecoderNetwork.initialize(spec, parameters, 11);
        parameters.muli(spec.width() > 8 ? 3 : 10);
        Random random = new Random(12);
        ParameterLayout layout = ParameterLayout.of(spec);
        for (long i = layout.decayedSize(); i < layout.size(); i++) {
            parameters.putScalar(0, i, (parameters.getFloat(0, i) > 0 ? 1 : 0) + 0.1 * random.nextGaussian());
        }
        return parameters;
    }

    private static double difference(DecoderNetwork network, INDArray parameters, long index) {
        float step = 1e-2f;
        float before = parameters.getFloat(0, index);
        parameters.putScalar(0, index, before + step);
        double above = network.loss(parameters, IDS, TARGETS);
        parameters.putScalar(0, index, before - step);
        double below = network.loss(parameters, IDS, TARGETS);
        parameters.putScalar(0, index, before);
        return (above - below) / (2 * step);
    }

    private static int[][] random(GptSpec spec, int batch, int time, long seed) {
        Random random = new Random(seed);
        int[][] ids = new int[batch][];
        for (int sequence = 0; sequence < batch; sequence++) {
            ids[sequence] = random.ints(time, 0, spec.vocabularySize()).toArray();
        }
        return ids;
    }

    private static double deviation(float[] values, ParameterEntry entry) {
        double sum = 0;
        for (long i = entry.offset(); i < entry.end(); i++) {
            sum += values[(int) i] * values[(int) i];
        }
        return Math.sqrt(sum / entry.size());
    }
}
