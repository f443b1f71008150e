package io.bloomery.model.spec;

import java.util.function.Function;

/**
 * A decoder-only Transformer as GPT-2: learned positions, LayerNorm before each half-block, tanh GELU, biases, and a head
 * that shares the token embedding (Radford et al. 2019).
 *
 * @param vocabularySize {@code vocabulary-size}: number of token ids
 * @param contextLength {@code context-length}: most tokens it can see at once
 * @param layers {@code layers}: number of blocks
 * @param heads {@code heads}: attention heads per block
 * @param width {@code width}: size of the residual stream, a multiple of {@code heads}
 */
public record GptSpec(int vocabularySize, int contextLength, int layers, int heads, int width) implements ModelSpec {

    /** What is added to the variance in LayerNorm, as in GPT-2. */
    public static final double LAYER_NORM_EPSILON = 1e-5;

    /** The hidden layer of a block's perceptron is this many times as wide as the residual stream. */
    public static final int PERCEPTRON_FACTOR = 4;

    public GptSpec {
        SpecChecks.requirePositive("vocabulary-size", vocabularySize);
        SpecChecks.requirePositive("context-length", contextLength);
        SpecChecks.requirePositive("layers", layers);
        SpecChecks.requirePositive("heads", heads);
        SpecChecks.requirePositive("width", width);
        SpecChecks.requireMultiple("width", width, "heads", heads);
        SpecChecks.requireOneVector(parameterCount(vocabularySize, contextLength, layers, width));
    }

    @Override
    public long parameterCount() {
        return parameterCount(vocabularySize, contextLength, layers, width);
    }

    @Override
    public int keyValueHeads() {
        return heads;
    }

    @Override
    public int perceptronWidth() {
        return PERCEPTRON_FACTOR * width;
    }

    @Override
    public double normEpsilon() {
        return LAYER_NORM_EPSILON;
    }

    @Override
    public <R> R fold(Function<GptSpec, R> gpt, Function<LlamaSpec, R> llama) {
        return gpt.apply(this);
    }

    private static long parameterCount(long vocabularySize, long contextLength, long layers, long width) {
        long block = 12 * width * width + 13 * width;
        return (vocabularySize + contextLength) * width + layers * block + 2 * width;
    }
}
