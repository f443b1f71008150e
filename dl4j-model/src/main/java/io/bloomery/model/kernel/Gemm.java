package io.bloomery.model.kernel;

/**
 * Products of parts of row-major float matrices in main memory, by one thread.
 *
 * <p>A matrix is the address of its first element and the distance of its rows in elements, as in BLAS. An instance serves one
 * thread at a time.
 */
interface Gemm {

    /** A matrix to multiply with, as it lies in memory or transposed. */
    record Factor(long address, int stride, boolean transposed) {}

    /** Height and breadth of the result and the dimension that is summed over. */
    record Size(int height, int breadth, int depth) {}

    /** {@code c = alpha a b + beta c}. */
    void multiply(Factor a, Factor b, Size size, float alpha, float beta, long c, int cStride);
}
