package io.bloomery.model.kernel;

import io.bloomery.model.kernel.Gemm.Factor;
import io.bloomery.model.kernel.Gemm.Size;

/** Products of the matrices of one head of attention, by one thread. */
interface HeadProducts {

    /** What a matrix is for a head; one of each is known at a time. */
    enum Role {
        QUERIES,
        KEYS,
        VALUES,
        RESULT_GRADIENT,
        PROBABILITIES,
        SCORE_GRADIENT
    }

    /**
     * Part of a row-major matrix.
     *
     * @param stride distance of its rows in elements
     * @param elementBytes 4 for float32, 2 for bfloat16
     */
    record Matrix(long address, int stride, int elementBytes) {

        static Matrix floats(long address, int stride) {
            return new Matrix(address, stride, Float.BYTES);
        }

        /** What follows from a row on. */
        Matrix from(int row) {
            return new Matrix(address + (long) row * stride * elementBytes, stride, elementBytes);
        }

        Factor plain() {
            return new Factor(address, stride, false);
        }

        Factor transposed() {
            return new Factor(address, stride, true);
        }
    }

    /** The floats as products take them, until the next of the same role, or until they change. */
    Matrix factor(Role role, Matrix floats, int rows, int columns);

    /** {@code c = a b}, or {@code c = c + a b}; c has floats. */
    void multiply(Factor a, Factor b, Size size, boolean accumulate, Matrix c);
}
