package io.bloomery.model.kernel;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** Products by oneDNN. */
final class OneDnnGemm implements Gemm {

    private final FloatsAt a = new FloatsAt();
    private final FloatsAt b = new FloatsAt();
    private final FloatsAt c = new FloatsAt();

    /** Whether this platform has the library. */
    static boolean isAvailable() {
        try {
            Loader.load(dnnl.class);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public void multiply(Factor left, Factor right, Size size, float alpha, float beta, long result, int stride) {
        int status = dnnl_sgemm(
                letter(left),
                letter(right),
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
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN refused a product of " + size + " with status " + status);
        }
    }

    private static byte letter(Factor factor) {
        return (byte) (factor.transposed() ? 'T' : 'N');
    }
}
