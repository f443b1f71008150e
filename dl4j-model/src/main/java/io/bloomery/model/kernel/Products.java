package io.bloomery.model.kernel;

/** Products of whole tensors in main memory. */
interface Products {

    /** See {@link Kernel#hold}. */
    default void hold(Tensor parameters) {}

    /** The held parameters are about to change. */
    default void release() {}

    /** {@code c = a b}, or {@code c += a b}, each factor transposed if asked for. */
    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate);

    /** y [N, out] from x [N, in]; see {@link Kernel#linear}. */
    void linear(Tensor x, Linear linear, Tensor y);

    /**
     * Both gradients of a product of x and a weight.
     *
     * @param transposed whether it was the transposed weight
     * @param accumulate whether to add to dWeight rather than to overwrite it, as dX always is
     */
    default void gradients(
            Tensor dY, Tensor x, Tensor weight, boolean transposed, Tensor dX, Tensor dWeight, boolean accumulate) {
        multiply(dY, false, weight, !transposed, dX, false);
        if (transposed) {
            multiply(dY, true, x, false, dWeight, accumulate);
        } else {
            multiply(x, true, dY, false, dWeight, accumulate);
        }
    }

    /** New products of one head of attention at a time. */
    HeadProducts ofHead();
}
