package io.bloomery.model.kernel.cuda;

import static java.util.Objects.requireNonNull;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.cuda.Device.Factor;
import io.bloomery.model.kernel.cuda.Device.Product;

/**
 * Matrix products on a card by cuBLAS, in the default stream or as graphs.
 *
 * <p>Both take the same workspace, by which cuBLAS chooses how it computes: a graph's products have the same bits.
 */
final class CudaBlas implements AutoCloseable {

    private static final int PLAIN = 0; // CUBLAS_OP_N
    private static final int TRANSPOSED = 1; // CUBLAS_OP_T
    private static final int FLOAT32 = 0; // CUDA_R_32F
    private static final int BFLOAT16 = 14; // CUDA_R_16BF
    private static final int COMPUTE_FLOAT32 = 68; // CUBLAS_COMPUTE_32F
    private static final int COMPUTE_TF32 = 77; // CUBLAS_COMPUTE_32F_FAST_TF32; float32 where a card has nothing for it
    private static final int ANY_ALGORITHM = -1; // CUBLAS_GEMM_DEFAULT
    private static final int ALLOCATION_FAILED = 3; // CUBLAS_STATUS_ALLOC_FAILED
    private static final int NOT_SUPPORTED = 15; // CUBLAS_STATUS_NOT_SUPPORTED

    private static final int NON_BLOCKING = 1; // CU_STREAM_NON_BLOCKING
    private static final int RELAXED = 2; // CU_STREAM_CAPTURE_MODE_RELAXED: cuBLAS may load code meanwhile

    private final CudaDriver driver;
    private final NvidiaLibrary library;
    private final String card;
    private final Pointer handle;
    private final Pointer capturing; // a stream
    private final long workspace;
    private final long workspaceBytes;
    private final Memory one = number(1);
    private final Memory zero = number(0);

    /**
     * Products in the context of this thread.
     *
     * @param card to name it in failures
     * @param workspace address of memory of the card, aligned to 256 bytes, which stays the caller's
     */
    CudaBlas(CudaDriver driver, String card, long workspace, long workspaceBytes) {
        this.driver = requireNonNull(driver, "driver");
        this.card = requireNonNull(card, "card");
        this.workspace = workspace;
        this.workspaceBytes = workspaceBytes;
        library = NvidiaLibrary.ofToolkit("cublas", driver.major());
        PointerByReference made = new PointerByReference();
        check(library.call("cublasCreate_v2", made));
        handle = made.getValue();
        PointerByReference stream = new PointerByReference();
        driver.check("cuStreamCreate", stream, NON_BLOCKING);
        capturing = stream.getValue();
        computeIn(Pointer.NULL);
    }

    void multiply(Product product) {
        check(gemm(product));
    }

    /** A CUgraph of a product that was computed before, so that its code is loaded; the caller destroys it. */
    Pointer graph(Product product) {
        computeIn(capturing);
        try {
            driver.check("cuStreamBeginCapture_v2", capturing, RELAXED);
            int status = gemm(product);
            PointerByReference graph = new PointerByReference();
            int ended = driver.call("cuStreamEndCapture", capturing, graph);
            check(status);
            if (ended != 0) {
                throw driver.failure("cuStreamEndCapture", ended);
            }
            return graph.getValue();
        } finally {
            computeIn(Pointer.NULL);
        }
    }

    @Override
    public void close() {
        check(library.call("cublasDestroy_v2", handle));
        driver.check("cuStreamDestroy_v2", capturing);
    }

    /** Another stream takes the workspace away from cuBLAS. */
    private void computeIn(Pointer stream) {
        check(library.call("cublasSetStream_v2", handle, stream));
        check(library.call("cublasSetWorkspace_v2", handle, new Pointer(workspace), workspaceBytes));
    }

    /** cuBLAS counts by columns, and so sees the transposes of all three: it makes those of c from b and a, in this order. */
    private int gemm(Product product) {
        int type = product.precision() == Precision.BFLOAT16 ? BFLOAT16 : FLOAT32;
        return library.call(
                "cublasGemmEx",
                handle,
                operation(product.b()),
                operation(product.a()),
                product.columns(),
                product.rows(),
                product.inner(),
                one,
                new Pointer(product.b().address()),
                type,
                product.b().columns(),
                new Pointer(product.a().address()),
                type,
                product.a().columns(),
                product.accumulate() ? one : zero,
                new Pointer(product.c()),
                FLOAT32,
                product.columns(),
                product.precision() == Precision.TF32 ? COMPUTE_TF32 : COMPUTE_FLOAT32,
                ANY_ALGORITHM);
    }

    private void check(int status) {
        if (status == NOT_SUPPORTED) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "cuBLAS has no such product on " + card,
                    "Set train.engine.precision = float32: products in bfloat16 want capability 8.0.");
        }
        if (status == ALLOCATION_FAILED) {
            throw DriverFailure.of(card, "cuBLAS", DriverFailure.OUT_OF_MEMORY, "out of memory");
        }
        if (status != 0) {
            throw new BloomeryException(
                    ErrorCode.UNAVAILABLE,
                    "cuBLAS fails on " + card + " with status " + status,
                    "See nvidia-smi; cuBLAS must be of a CUDA toolkit that knows this card and that its driver serves.");
        }
    }

    private static int operation(Factor factor) {
        return factor.transposed() ? TRANSPOSED : PLAIN;
    }

    private static Memory number(float value) {
        Memory memory = new Memory(Float.BYTES);
        memory.setFloat(0, value);
        return memory;
    }
}
