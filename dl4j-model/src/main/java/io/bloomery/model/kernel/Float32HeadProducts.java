package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.kernel.Gemm.Factor;
import io.bloomery.model.kernel.Gemm.Size;

/** Products of the floats themselves. */
final class Float32HeadProducts implements HeadProducts {

    private final Gemm gemm;

    Float32HeadProducts(Gemm gemm) {
        this.gemm = requireNonNull(gemm, "gemm");
    }

    @Override
    public Matrix factor(Role role, Matrix floats, int rows, int columns) {
        return floats;
    }

    @Override
    public void multiply(Factor a, Factor b, Size size, boolean accumulate, Matrix c) {
        gemm.multiply(a, b, size, 1, accumulate ? 1 : 0, c.address(), c.stride());
    }
}
