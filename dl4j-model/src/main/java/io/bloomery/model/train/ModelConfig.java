package io.bloomery.model.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import java.io.Serializable;

/**
 * The family and the sizes of the model to train; the vocabulary comes with the tokenizer. HOCON: {@code model}.
 *
 * @param family {@code family}: whose architecture it is
 * @param contextLength {@code context-length}: most tokens the model sees at once; sequences have one more at most
 * @param layers {@code layers}: number of blocks
 * @param heads {@code heads}: attention heads per block
 * @param width {@code width}: size of the residual stream, a multiple of {@code heads}
 * @param llama {@code llama}: what a Llama has besides
 */
public record ModelConfig(Family family, int contextLength, int layers, int heads, int width, Llama llama)
        implements Serializable {

    /** Whose architecture a model has. */
    public enum Family {
        /** Learned positions, LayerNorm, GELU, biases and a shared head (Radford et al. 2019). */
        GPT2,
        /** Rotary positions, RMSNorm, SwiGLU, grouped queries and no biases (Touvron et al. 2023). */
        LLAMA
    }

    /**
     * HOCON: {@code model.llama}.
     *
     * @param keyValueHeads {@code key-value-heads}: heads of keys and values, a divisor of {@code model.heads}
     * @param perceptronWidth {@code perceptron-width}: width of the gated hidden layer
     * @param normEpsilon {@code norm-epsilon}: what RMSNorm adds to the mean square
     * @param rotaryBase {@code rotary-base}: the slowest pair of a head turns by about one over this per token
     * @param tiedHead {@code tied-head}: whether the head shares the token embedding
     */
    public record Llama(int keyValueHeads, int perceptronWidth, double normEpsilon, double rotaryBase, boolean tiedHead)
            implements Serializable {}

    public ModelConfig {
        requireNonNull(family, "family");
        requireNonNull(llama, "llama");
        spec(family, 1, contextLength, layers, heads, width, llama); // the relations are checked there
    }

    /** These sizes with a vocabulary. */
    public ModelSpec spec(int vocabularySize) {
        return spec(family, vocabularySize, contextLength, layers, heads, width, llama);
    }

    private static ModelSpec spec(
            Family family, int vocabularySize, int contextLength, int layers, int heads, int width, Llama llama) {
        return switch (family) {
            case GPT2 -> new GptSpec(vocabularySize, contextLength, layers, heads, width);
            case LLAMA ->
                new LlamaSpec(
                        vocabularySize,
                        contextLength,
                        layers,
                        heads,
                        llama.keyValueHeads(),
                        width,
                        llama.perceptronWidth(),
                        llama.normEpsilon(),
                        llama.rotaryBase(),
                        llama.tiedHead());
        };
    }
}
