package io.bloomery.model.kernel;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.util.function.DoubleSupplier;

/**
 * The arithmetic of a Transformer on one device.
 *
 * <p>Results go into tensors that the caller owns; tensors that an operation writes must not be among those that it reads
 * unless it says so. An instance keeps scratch memory and serves one thread at a time. Methods named gradient take the
 * gradient of the loss by their operation's result and give the one by its inputs. A kernel that does not know dropout or
 * label smoothing refuses them.
 *
 * <p>A kernel of another device has its tensors in that device's memory: those from {@link #allocate}, and the copies of
 * vectors of main memory that {@link #home} gives. Operations are queued and return at once; only those that return a number
 * wait. Such a vector goes there with {@link #arrive} and comes back with {@link #leave}, or, between {@link #stay} and
 * {@link #end}, goes once and comes back at the end. To a kernel that works in main memory all of this means nothing.
 */
public interface Kernel {

    /** The name it is chosen by in the configuration. */
    String name();

    /** Room for results where this kernel works. */
    default Memory allocate(long floats) {
        return Memory.ofNd4j(floats);
    }

    /** A whole vector or matrix of main memory as this kernel has it, the same each time; itself where that is main memory. */
    default Tensor home(Tensor host) {
        return host;
    }

    /** Makes {@link #home} hold what main memory does. */
    default void arrive(Tensor host) {}

    /** Makes main memory hold what {@link #home} does. */
    default void leave(Tensor host) {}

    /** Makes main memory hold what {@link #home} does, at once, and ends that home. */
    default void fetch(Tensor host) {}

    /** Lets vectors of main memory be out of date until {@link #end}: nobody reads or writes them there. */
    default void stay() {}

    /** Ends what {@link #stay} began: main memory holds everything again. */
    default void end() {}

    /** Frees what this kernel holds elsewhere than in main memory; it is not used afterwards. */
    default void close() {}

    /**
     * Says that parameters keep their values until the next call or the next {@link #adamW}, so that a copy of them in another
     * form can be made once for all its uses. A kernel need not heed it.
     */
    default void hold(Tensor parameters) {}

    /** The matrix product of a and b, each transposed if asked for: {@code c = a b}, or {@code c += a b}. */
    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate);

    /** y [N, out] from x [N, in]. */
    void linear(Tensor x, Linear linear, Tensor y);

    /** Overwrites dX and the gradient by weight and bias. */
    void linearGradient(Tensor dY, Tensor x, Linear linear, Tensor dX, Linear gradient);

    /**
     * Gradient of logits [n, V] that are the product of x [n, C] and the transposed head [V, C].
     *
     * @param accumulate whether to add to dHead rather than to overwrite it, as dX always is
     */
    default void headGradient(Tensor dLogits, Tensor x, Tensor head, Tensor dX, Tensor dHead, boolean accumulate) {
        multiply(dLogits, false, head, false, dX, false);
        multiply(dLogits, true, x, false, dHead, accumulate);
    }

    /** The sum of a and b, of the same shape; sum may be one of them. */
    void add(Tensor a, Tensor b, Tensor sum);

    /** Multiplies all elements of a vector of any length. */
    default void scale(Tensor x, float factor) {
        x.array().muli(factor);
    }

    /** Adds a weighted vector to a sum of the same length, which may be any, and leaves anything in the vector. */
    default void addWeighted(Tensor x, float weight, Tensor sum) {
        sum.array().addi(x.array().muli(weight));
    }

    /** Overwrites all elements. */
    void fill(Tensor x, float value);

    /** Normalizes each row of x [N, C], then scales by the gain and shifts by the bias; keeps what the gradient needs. */
    void norm(Tensor x, Norm norm, Tensor y, Norm.Statistics statistics);

    /** Adds to dX [N, C] the gradient by the rows, and overwrites that by gain and bias. */
    void normGradient(Tensor dY, Tensor x, Norm norm, Norm.Statistics statistics, Tensor dX, Norm gradient);

    /** The tanh form of GELU (Hendrycks and Gimpel 2016), as GPT-2 has it; {@code gelu_new} in transformers. */
    void gelu(Tensor x, Tensor y);

    /** Gradient of {@link #gelu} at x. */
    void geluGradient(Tensor dY, Tensor x, Tensor dX);

    /** SwiGLU (Shazeer 2020): y [N, F] from gate and up side by side in x [N, 2F]. */
    void swiGlu(Tensor x, Tensor y);

    /** Gradient of {@link #swiGlu} at x. */
    void swiGluGradient(Tensor dY, Tensor x, Tensor dX);

    /**
     * Turns queries and keys in place by the angles of their positions.
     *
     * @param positions of each row
     * @param back turns them back, which is the gradient
     */
    void rotate(Tensor qkv, AttentionShape shape, Rotary rotary, int[] positions, boolean back);

    /**
     * Causal self-attention of all heads: y [N, C] from queries, keys and values side by side in the rows of qkv.
     *
     * <p>Keeps the logarithm of each softmax's denominator in logSumExp [B*H, T], so that the gradient need not store
     * the T by T probabilities (Dao et al. 2022).
     */
    void attention(Tensor qkv, AttentionShape shape, Tensor y, Tensor logSumExp);

    /** Gradient of {@link #attention} with result y; dQkv is overwritten. */
    void attentionGradient(Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Tensor logSumExp, Tensor dQkv);

    /** As {@link #attention(Tensor, AttentionShape, Tensor, Tensor)}, dropping probabilities: see {@link #dropout}. */
    default void attention(Tensor qkv, AttentionShape shape, Dropout dropout, Tensor y, Tensor logSumExp) {
        requireNone(dropout);
        attention(qkv, shape, y, logSumExp);
    }

    /**
     * Gradient of attention that dropped probabilities.
     *
     * <p>The element of the probability of key k for query q of head h of sequence b is
     * {@code ((b H + h) T + q) stride + k}, with {@link AttentionShape#probabilityStride()}.
     */
    default void attentionGradient(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Dropout dropout, Tensor logSumExp, Tensor dQkv) {
        requireNone(dropout);
        attentionGradient(dY, y, qkv, shape, logSumExp, dQkv);
    }

    /** Drops elements of x and makes up for them in the others; y may be x. It is its own gradient. */
    default void dropout(Tensor x, Dropout dropout, Tensor y) {
        throw refusal("dropout", "train.regularization.dropout");
    }

    /**
     * Causal attention of the next tokens of one sequence over its past and themselves.
     *
     * <p>Puts their keys and values into the rows of the cache from {@code past} on, both [capacity, K*D].
     *
     * @param shape a batch of 1 with the number of next tokens
     * @param past number of tokens whose keys and values are in the cache
     */
    void cachedAttention(Tensor qkv, AttentionShape shape, Tensor keys, Tensor values, int past, Tensor y);

    /** Row n of y [N, C] is the row {@code ids[n]} of the table [., C], or is added to. */
    void gather(int[] ids, Tensor table, Tensor y, boolean accumulate);

    /** Adds row n of dY [N, C] to the row {@code ids[n]} of dTable. */
    void scatterAdd(int[] ids, Tensor dY, Tensor dTable);

    /**
     * Sum of the cross-entropies, in nats, of the rows of logits [n, V].
     *
     * <p>The target of row r is {@code targets[first + r]}; rows with target -1 do not count. What is in the logits
     * afterwards is not defined. Asking for the sum waits for it, so ask when everything else is queued.
     */
    DoubleSupplier crossEntropy(Tensor logits, int[] targets, int first);

    /** As {@link #crossEntropy}, and replaces the logits by the gradient of {@code scale} times the sum. */
    DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale);

    /**
     * As {@link #crossEntropyGradient(Tensor, int[], int, float)}, of labels that are smoothed (Szegedy et al. 2016).
     *
     * @param smoothing share of each label that is spread evenly over the vocabulary, in [0, 1)
     */
    default DoubleSupplier crossEntropyGradient(Tensor logits, int[] targets, int first, float scale, float smoothing) {
        if (smoothing != 0) {
            throw refusal("label smoothing", "train.regularization.label-smoothing");
        }
        return crossEntropyGradient(logits, targets, first, scale);
    }

    /** Sum of the squares of all elements. */
    double squares(Tensor x);

    /** Updates parameters and both moments, vectors of the same length, by the gradient. */
    void adamW(Tensor parameters, Tensor gradient, Tensor mean, Tensor square, AdamWStep step);

    private void requireNone(Dropout dropout) {
        if (!dropout.isNone()) {
            throw refusal("dropout", "train.regularization.dropout");
        }
    }

    private BloomeryException refusal(String what, String key) {
        return new BloomeryException(
                ErrorCode.CONFIGURATION,
                "the kernel " + name() + " has no " + what,
                "Set " + key + " to 0, or train.kernel to another one.");
    }
}
