package io.bloomery.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CachedDecoderTest {

    private static final TokenReader ALL = (text, token) -> true;
    private static final List<int[]> PROMPTS = List.of(new int[] {3}, new int[] {5, 9, 2, 6}, new int[] {7, 7});

    static Stream<ModelSpec> families() {
        return Stream.of(new GptSpec(40, 16, 2, 2, 16), new LlamaSpec(40, 16, 2, 4, 2, 16, 24, 1e-5, 10_000, true));
    }

    @ParameterizedTest
    @MethodSource("families")
    void scoresAsAModelThatReadsTheWholeTextAgain(ModelSpec spec) {
        try (DecoderNetwork network = network(spec);
                Decoder cached = new CachedDecoder(network, parameters(spec));
                Decoder rereading = new RereadingDecoder(ids -> network.nextTokenLogits(parameters(spec), ids))) {
            assertClose(cached.begin(0, new int[] {1, 2, 3}, 5), rereading.begin(0, new int[] {1, 2, 3}, 5));
            assertClose(cached.begin(4, new int[] {9}, 3), rereading.begin(4, new int[] {9}, 3));
            int[] slots = {0, 4};
            for (int[] tokens : new int[][] {{8, 8}, {0, 39}, {17, 5}}) {
                float[][] expected = rereading.next(slots, tokens);
                float[][] actual = cached.next(slots, tokens);
                assertClose(actual[0], expected[0]);
                assertClose(actual[1], expected[1]);
            }
            assertClose(cached.begin(0, new int[] {6}, 2), rereading.begin(0, new int[] {6}, 2));
        }
    }

    /** Beyond the context too, where a text goes on from the newer half. */
    @ParameterizedTest
    @MethodSource("families")
    void generatesTheTextsThatTheUncachedModelGenerates(ModelSpec spec) {
        SamplingConfig sampling = new SamplingConfig(0.9, 20, 0.95, 0, 1.1);
        try (DecoderNetwork network = network(spec);
                Decoder cached = new CachedDecoder(network, parameters(spec));
                Decoder rereading = new RereadingDecoder(ids -> network.nextTokenLogits(parameters(spec), ids))) {
            List<Continuation> expected =
                    new Generator(rereading, sampling, spec.contextLength(), -1).continuations(PROMPTS, 40, 3, ALL);
            assertThat(new Generator(cached, sampling, spec.contextLength(), -1).continuations(PROMPTS, 40, 3, ALL))
                    .isEqualTo(expected);
        }
    }

    @Test
    void keepsNoTextOfASlotThatBeginsAnew() {
        ModelSpec spec = new GptSpec(40, 16, 2, 2, 16);
        try (DecoderNetwork network = network(spec);
                Decoder decoder = new CachedDecoder(network, parameters(spec))) {
            float[] first = decoder.begin(0, new int[] {1, 2}, 10);
            decoder.next(new int[] {0}, new int[] {3});
            assertThat(decoder.begin(0, new int[] {1, 2}, 4)).isEqualTo(first);
            assertThat(decoder.begin(0, new int[] {1, 2}, 14)).isEqualTo(first);
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).containsExactly(expected, within(1e-5f));
    }

    private static DecoderNetwork network(ModelSpec spec) {
        return new DecoderNetwork(spec, Kernels.create(Kernels.AUTO));
    }

    private static INDArray parameters(ModelSpec spec) {
        INDArray parameters = Nd4j.create(spec.parameterCount());
        DecoderNetwork.initialize(spec, parameters, 11);
        return parameters.muli(8); // far from the flat scores of the beginning
    }
}
