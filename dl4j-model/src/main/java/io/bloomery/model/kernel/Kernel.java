package io.bloomery.model.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of a Transformer on one device.
 *
 * <p>Results go into arrays that the caller owns. An instance keeps scratch memory and serves one thread at a time.
 * Methods named gradient take the gradient of the loss by their operation's result and give the one by its inputs.
 */
public interface Kernel {

    /** The name it is chosen by in the configuration. */
    String name();

    /** The matrix product of a and b, each transposed if asked for: {@code c = a b}, or {@code c += a b}. */
    void multiply(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean accumulate);

    /** Adds the bias [C] to each row of x [N, C], in place. */
    void addBias(INDArray x, INDArray bias);

    /** Sums the rows of dY [N, C] into dBias [C], which is overwritten. */
    void biasGradient(INDArray dY, INDArray dBias);

    /** The sum of a and b, both [N, C]; sum may be one of them. */
    void add(INDArray a, INDArray b, INDArray sum);

    /**
     * Normalizes each row of x [N, C] to mean 0 and variance 1, then scales by gain [C] and shifts by bias [C].
     *
     * <p>Keeps mean and one over the standard deviation of each row, both [N], for the gradient.
     */
    void layerNorm(INDArray x, INDArray gain, INDArray bias, INDArray y, INDArray mean, INDArray inverseDeviation);

    /** Adds to dX [N, C] the gradient by the rows, and overwrites dGain and dBias, both [C]. */
    void layerNormGradient(
            INDArray dY,
            INDArray x,
            INDArray gain,
            INDArray mean,
            INDArray inverseDeviation,
            INDArray dX,
            INDArray dGain,
            INDArray dBias);

    /** The tanh form of GELU (Hendrycks and Gimpel 2016), as GPT-2 has it; {@code gelu_new} in transformers. */
    void gelu(INDArray x, INDArray y);

    /** Gradient of {@link #gelu} at x; dX may be dY. */
    void geluGradient(INDArray dY, INDArray x, INDArray dX);

    /**
     * Causal self-attention of all heads: y [N, C] from queries, keys and values side by side in qkv [N, 3C].
     *
     * <p>Keeps the logarithm of each softmax's denominator in logSumExp [B*H, T], so that the gradient need not store
     * the T by T probabilities (Dao et al. 2022).
     */
    void attention(INDArray qkv, AttentionShape shape, INDArray y, INDArray logSumExp);

    /** Gradient of {@link #attention}; dQkv [N, 3C] is overwritten. */
    void attentionGradient(INDArray dY, INDArray qkv, AttentionShape shape, INDArray logSumExp, INDArray dQkv);

    /** Row n of y [N, C] is the row of its token id in tokens [V, C] plus row {@code n % time} of positions [., C]. */
    void embedding(int[] ids, int time, INDArray tokens, INDArray positions, INDArray y);

    /** Adds to dTokens [V, C] and overwrites all rows of dPositions [., C]. */
    void embeddingGradient(int[] ids, int time, INDArray dY, INDArray dTokens, INDArray dPositions);

    /**
     * Sum of the cross-entropies, in nats, of the rows of logits [n, V].
     *
     * <p>The target of row r is {@code targets[first + r]}; rows with target -1 do not count.
     */
    double crossEntropy(INDArray logits, int[] targets, int first);

    /** As {@link #crossEntropy}, and replaces the logits by the gradient of {@code scale} times the sum. */
    double crossEntropyGradient(INDArray logits, int[] targets, int first, float scale);
}
