package io.bloomery.model.kernel;

/** Products of whole tensors in main memory. */
interface Products {

    /** {@code c = a b}, or {@code c += a b}, each factor transposed if asked for. */
    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate);
}
