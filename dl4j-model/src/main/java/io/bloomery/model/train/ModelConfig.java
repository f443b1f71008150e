package io.bloomery.model.train;

import io.bloomery.model.spec.GptSpec;
import java.io.Serializable;

/**
 * The sizes of the model to train; the vocabulary comes with the tokenizer. HOCON: {@code model}.
 *
 * @param contextLength {@code context-length}: most tokens the model sees at once; sequences have one more at most
 * @param layers {@code layers}: number of blocks
 * @param heads {@code heads}: attention heads per block
 * @param width {@code width}: size of the residual stream, a multiple of {@code heads}
 */
public record ModelConfig(int contextLength, int layers, int heads, int width) implements Serializable {

    public ModelConfig {
        spec(1, contextLength, layers, heads, width); // the relations are checked there
    }

    /** These sizes with a vocabulary. */
    public GptSpec spec(int vocabularySize) {
        return spec(vocabularySize, contextLength, layers, heads, width);
    }

    private static GptSpec spec(int vocabularySize, int contextLength, int layers, int heads, int width) {
        return new GptSpec(vocabularySize, contextLength, layers, heads, width);
    }
}
