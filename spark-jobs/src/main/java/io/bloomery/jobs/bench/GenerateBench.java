package io.bloomery.jobs.bench;

import io.bloomery.model.generate.CachedDecoder;
import io.bloomery.model.generate.Decoder;
import io.bloomery.model.generate.Generator;
import io.bloomery.model.generate.SamplingConfig;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.spec.GptSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Speed of GPT-2 124M when it continues one text by its likeliest tokens, with a key/value cache.
 *
 * <p>Arithmetic does not depend on what the weights and tokens are, so random ones measure the same as published ones.
 */
public final class GenerateBench {

    /** Tokens of the text that is continued. */
    static final int PROMPT = 16;

    /** Texts of which the median counts, after the cold one. */
    static final int TEXTS = 3;

    private static final GptSpec SPEC = new GptSpec(50257, 1024, 12, 12, 768);
    private static final SamplingConfig GREEDY = new SamplingConfig(0, 0, 1, 0, 1);
    private static final int NO_END = -1;
    private static final double NANOS = 1e9;

    private final int tokens;
    private final KernelOptions options;

    /**
     * A bench.
     *
     * @param tokens that each text is continued by, in [2, 1008]
     */
    public GenerateBench(int tokens, KernelOptions options) {
        if (tokens < 2 || tokens > SPEC.contextLength() - PROMPT) {
            throw new IllegalArgumentException(
                    "tokens must be in [2, " + (SPEC.contextLength() - PROMPT) + "] but is " + tokens);
        }
        this.tokens = tokens;
        this.options = options;
    }

    /** Measures a model that has done nothing yet, and then the same one warm. */
    public GenerateResult run() {
        try (DecoderNetwork network = new DecoderNetwork(SPEC, Kernels.create(Kernels.AUTO, options));
                INDArray parameters = Nd4j.create(DataType.FLOAT, SPEC.parameterCount())) {
            DecoderNetwork.initialize(SPEC, parameters, 1);
            try (Decoder decoder = new CachedDecoder(network, parameters)) {
                Generator generator = new Generator(decoder, GREEDY, SPEC.contextLength(), NO_END);
                Timing cold = timing(generator);
                Timing[] warm = new Timing[TEXTS];
                Arrays.setAll(warm, i -> timing(generator));
                double first =
                        median(Arrays.stream(warm).mapToDouble(Timing::first).toArray());
                double all = median(Arrays.stream(warm).mapToDouble(Timing::all).toArray());
                return GenerateResult.of(name(), first, tokens / all, tokens / cold.all());
            }
        }
    }

    /** A result with what {@code transformers} does, which is measured now. */
    public GenerateResult beside(GenerateResult result, String python) throws IOException {
        return result.beside(new GeneratePeer(python).measure(PROMPT, tokens, TEXTS, options.threads()));
    }

    private String name() {
        return "gpt2 float32 " + options.threads() + (options.threads() == 1 ? " thread" : " threads");
    }

    /** Seconds from the prompt to the first token, and to the last. */
    private record Timing(double first, double all) {}

    private Timing timing(Generator generator) {
        int[] prompt = new Random(1).ints(PROMPT, 0, SPEC.vocabularySize()).toArray();
        double[] first = {0};
        long begin = System.nanoTime();
        generator.continuations(List.of(prompt), tokens, 1, (text, token) -> {
            if (first[0] == 0) {
                first[0] = (System.nanoTime() - begin) / NANOS;
            }
            return true;
        });
        return new Timing(first[0], (System.nanoTime() - begin) / NANOS);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
