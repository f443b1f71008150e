package io.bloomery.model.kernel;

import java.nio.ByteBuffer;

/**
 * Loops over floats in main memory.
 *
 * <p>A range is a direct buffer in native order, the index of its first float and a number of floats that all ranges of a
 * call share. Results may overwrite operands at the same index. Implementations keep no state.
 */
interface Loops {

    /** The fastest ones that this JVM can run. */
    static Loops fastest() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new VectorLoops() : new PlainLoops();
    }

    float sum(ByteBuffer x, int xAt, int count);

    /** Sum of the squared distances to a center. */
    float squares(ByteBuffer x, int xAt, float center, int count);

    float max(ByteBuffer x, int xAt, int count);

    float dot(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count);

    /** Sum of {@code x y (z - center)}. */
    float dot(ByteBuffer x, int xAt, ByteBuffer y, int yAt, ByteBuffer z, int zAt, float center, int count);

    /** {@code sum = x + y}. */
    void add(ByteBuffer x, int xAt, ByteBuffer y, int yAt, ByteBuffer sum, int sumAt, int count);

    /** {@code sum = sum + x (y - center) factor}. */
    void addProduct(
            ByteBuffer x,
            int xAt,
            ByteBuffer y,
            int yAt,
            float center,
            float factor,
            ByteBuffer sum,
            int sumAt,
            int count);

    /** {@code x = x factor}. */
    void scale(ByteBuffer x, int xAt, float factor, int count);

    /** {@code x = x + value}. */
    void shift(ByteBuffer x, int xAt, float value, int count);

    /**
     * Each element of x times its factor of dropout.
     *
     * @param first index of the first element as {@link Dropout} counts, a multiple of {@link Dropout#BLOCK}
     */
    void drop(ByteBuffer x, int xAt, Dropout dropout, long first, ByteBuffer y, int yAt, int count);

    /** {@code x = value}. */
    void fill(ByteBuffer x, int xAt, float value, int count);

    /** {@code y = (x - center) factor gain}; gain begins at 0. */
    void normalize(
            ByteBuffer x, int xAt, float center, float factor, ByteBuffer gain, ByteBuffer y, int yAt, int count);

    /** {@code dX = dX + (dY gain - mean - (x - center) along) factor}; gain begins at 0. */
    void addNormGradient(
            ByteBuffer dY,
            int dYAt,
            ByteBuffer x,
            int xAt,
            ByteBuffer gain,
            NormSlope slope,
            ByteBuffer dX,
            int dXAt,
            int count);

    /**
     * What the gradient of a norm needs to know about a row.
     *
     * @param center what was subtracted
     * @param factor what was multiplied with
     * @param mean mean of the gradient by the normalized row; 0 where nothing was subtracted
     * @param along mean of that gradient times the distance to the center, times the squared factor
     */
    record NormSlope(float center, float factor, float mean, float along) {}

    /**
     * {@code y = exp(factor x - shift)}, and the sum of it; relative error below 2e-7, arguments are clamped to [-87, 88].
     */
    float exponentials(ByteBuffer x, int xAt, float factor, float shift, ByteBuffer y, int yAt, int count);

    /** {@code d = p (d - along) factor}: from the gradient by probabilities to the one by scores. */
    void softmaxGradient(ByteBuffer p, int pAt, ByteBuffer d, int dAt, float along, float factor, int count);

    /** The tanh form of GELU; y must be another range. */
    void gelu(ByteBuffer x, int xAt, ByteBuffer y, int yAt, int count);

    /** {@code dX = dY gelu'(x)}; dX must be another range. */
    void geluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int xAt, ByteBuffer dX, int dXAt, int count);

    /** {@code y = gate sigmoid(gate) up}; gate and up lie in one buffer, y in another. */
    void swiGlu(ByteBuffer x, int gateAt, int upAt, ByteBuffer y, int yAt, int count);

    /** Gradients by gate and up, at the same indices as these in another buffer. */
    void swiGluGradient(ByteBuffer dY, int dYAt, ByteBuffer x, int gateAt, int upAt, ByteBuffer dX, int count);

    /** Turns the pairs of {@code x[firstAt + i]} and {@code x[secondAt + i]} by angles; a sign of -1 turns back. */
    void turn(
            ByteBuffer x,
            int firstAt,
            int secondAt,
            ByteBuffer cosine,
            ByteBuffer sine,
            int angleAt,
            float sign,
            int count);

    /** One update of parameters and both moments, all at the same index. */
    void adamW(
            ByteBuffer parameters,
            ByteBuffer gradient,
            ByteBuffer mean,
            ByteBuffer square,
            int at,
            AdamWStep step,
            int count);
}
