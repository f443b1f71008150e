package io.bloomery.model.spec;

import java.io.Serializable;
import java.util.function.Function;

/** The family and the sizes of a decoder-only Transformer. */
public sealed interface ModelSpec extends Serializable permits GptSpec, LlamaSpec {

    /** Number of token ids. */
    int vocabularySize();

    /** Most tokens the model can see at once. */
    int contextLength();

    /** Number of blocks. */
    int layers();

    /** Heads of queries per block. */
    int heads();

    /** Heads of keys and values per block; each serves {@code heads / keyValueHeads} heads of queries. */
    int keyValueHeads();

    /** Size of the residual stream. */
    int width();

    /** Width of the hidden layer of a block's perceptron. */
    int perceptronWidth();

    /** What a norm adds to the mean square before it takes the root. */
    double normEpsilon();

    /** Number of trainable parameters; tied ones count once. */
    long parameterCount();

    /** Width of one attention head. */
    default int headWidth() {
        return width() / heads();
    }

    /** Handles every family; Java 17 has no exhaustive switch over sealed types, and this is one. */
    <R> R fold(Function<GptSpec, R> gpt, Function<LlamaSpec, R> llama);
}
