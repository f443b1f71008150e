package io.bloomery.model.kernel;

import static java.util.Objects.requireNonNull;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

/**
 * Products of a single row by OpenBLAS, and all others by another library.
 *
 * <p>Of a token that is generated each weight is used once, so what counts is how fast memory is read; oneDNN's products of
 * one row first copy the weights.
 */
final class SingleRows implements Gemm {

    private final Gemm others;
    private final FloatsAt matrix = new FloatsAt();
    private final FloatsAt row = new FloatsAt();
    private final FloatsAt result = new FloatsAt();

    SingleRows(Gemm others) {
        this.others = requireNonNull(others, "others");
    }

    @Override
    public void multiply(Factor a, Factor b, Size size, float alpha, float beta, long c, int cStride) {
        if (size.height() > 1) {
            others.multiply(a, b, size, alpha, beta, c, cStride);
            return;
        }
        cblas_sgemv(
                CblasRowMajor,
                b.transposed() ? CblasNoTrans : CblasTrans,
                b.transposed() ? size.breadth() : size.depth(),
                b.transposed() ? size.depth() : size.breadth(),
                alpha,
                matrix.at(b.address()),
                b.stride(),
                row.at(a.address()),
                a.transposed() ? a.stride() : 1,
                beta,
                result.at(c),
                1);
    }
}
