package io.bloomery.model.spec;

import java.util.function.Function;

/**
 * A decoder-only Transformer as Llama: RMSNorm before each half-block, rotary positions, SwiGLU, grouped-query attention and
 * no biases (Touvron et al. 2023, Ainslie et al. 2023).
 *
 * @param vocabularySize {@code vocabulary-size}: number of token ids
 * @param contextLength {@code context-length}: most tokens it can see at once
 * @param layers {@code layers}: number of blocks
 * @param heads {@code heads}: heads of queries per block
 * @param keyValueHeads {@code key-value-heads}: heads of keys and values per block, a divisor of {@code heads}
 * @param width {@code width}: size of the residual stream, a multiple of {@code heads}; the width of a head is even
 * @param perceptronWidth {@code perceptron-width}: width of the gated hidden layer
 * @param normEpsilon {@code norm-epsilon}: what RMSNorm adds to the mean square
 * @param rotaryBase {@code rotary-base}: the slowest pair of a head turns by about one over this per token
 * @param tiedHead {@code tied-head}: whether the head shares the token embedding
 */
public record LlamaSpec(
        int vocabularySize,
        int contextLength,
        int layers,
        int heads,
        int keyValueHeads,
        int width,
        int perceptronWidth,
        double normEpsilon,
        double rotaryBase,
        boolean tiedHead)
        implements ModelSpec {

    public LlamaSpec {
        SpecChecks.requirePositive("vocabulary-size", vocabularySize);
        SpecChecks.requirePositive("context-length", contextLength);
        SpecChecks.requirePositive("layers", layers);
        SpecChecks.requirePositive("heads", heads);
        SpecChecks.requirePositive("key-value-heads", keyValueHeads);
        SpecChecks.requirePositive("width", width);
        SpecChecks.requirePositive("perceptron-width", perceptronWidth);
        SpecChecks.requireMultiple("width", width, "heads", heads);
        SpecChecks.requireMultiple("heads", heads, "key-value-heads", keyValueHeads);
        SpecChecks.requireMultiple("width", width, "twice the heads", 2 * heads);
        SpecChecks.require(normEpsilon > 0, "norm-epsilon must be positive but is " + normEpsilon);
        SpecChecks.require(rotaryBase > 1, "rotary-base must be above 1 but is " + rotaryBase);
        SpecChecks.requireOneVector(
                count(vocabularySize, layers, width, perceptronWidth, (long) width / heads * keyValueHeads, tiedHead));
    }

    /** Width of all heads of keys, or of values, together. */
    public int keyValueWidth() {
        return headWidth() * keyValueHeads;
    }

    @Override
    public long parameterCount() {
        return count(vocabularySize, layers, width, perceptronWidth, keyValueWidth(), tiedHead);
    }

    @Override
    public <R> R fold(Function<GptSpec, R> gpt, Function<LlamaSpec, R> llama) {
        return llama.apply(this);
    }

    private static long count(
            long vocabulary, long layers, long width, long perceptronWidth, long keyValueWidth, boolean tied) {
        long block = 2 * width * width + 2 * width * keyValueWidth + 3 * width * perceptronWidth + 2 * width;
        return (tied ? 1 : 2) * vocabulary * width + layers * block + width;
    }
}
