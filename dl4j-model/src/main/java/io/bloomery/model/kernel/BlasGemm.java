package io.bloomery.model.kernel;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

/** Products by OpenBLAS, for platforms without oneDNN. */
final class BlasGemm implements Gemm {

    private final FloatsAt a = new FloatsAt();
    private final FloatsAt b = new FloatsAt();
    private final FloatsAt c = new FloatsAt();

    @Override
    public void multiply(Factor left, Factor right, Size size, float alpha, float beta, long result, int stride) {
        cblas_sgemm(
                CblasRowMajor,
                left.transposed() ? CblasTrans : CblasNoTrans,
                right.transposed() ? CblasTrans : CblasNoTrans,
                size.height(),
                size.breadth(),
                size.depth(),
                alpha,
                a.at(left.address()),
                left.stride(),
                b.at(right.address()),
                right.stride(),
                beta,
                c.at(result),
                stride);
    }
}
