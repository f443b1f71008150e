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
    public static final float LAYER_NORM_EPSILON = 1e-5f;

    /** The hidden layer of a block's perceptron is this many times as wide as the residual stream. */
    public static final int PERCEPTRON_FACTOR = 4;

    public GptSpec {
        requirePositive("vocabulary-size", vocabularySize);
        requirePositive("context-length", contextLength);
        requirePositive("layers", layers);
        requirePositive("heads", heads);
        requirePositive("width", width);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "width must be a multiple of heads but " + width + " is not a multiple of " + heads);
        }
        if (parameterCount(vocabularySize, contextLength, layers, width) > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("vocabulary-size, context-length, layers and width give "
                    + parameterCount(vocabularySize, contextLength, layers, width)
                    + " parameters, more than one flat vector of DL4J with its Adam state can hold");
        }
    }

    @Override
    public long parameterCount() {
        return parameterCount(vocabularySize, contextLength, layers, width);
    }

    /** Width of one attention head. */
    public int headWidth() {
        return width / heads;
    }

    /** Width of the hidden layer of a block's perceptron. */
    public int perceptronWidth() {
        return PERCEPTRON_FACTOR * width;
    }

    @Override
    public <R> R fold(Function<GptSpec, R> gpt) {
        return gpt.apply(this);
    }

    private static long parameterCount(long vocabularySize, long contextLength, long layers, long width) {
        long block = 12 * width * width + 13 * width;
        return (vocabularySize + contextLength) * width + layers * block + 2 * width;
    }

    private static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
