package io.bloomery.model.kernel.cuda;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Arguments.Rows;
import io.bloomery.model.kernel.cuda.Device.Function;
import io.bloomery.model.kernel.cuda.Device.Size;

/**
 * How attention is launched over rows of queries, keys and values side by side: that of tensor_attention.cu where factors of
 * products are bfloat16 and heads not too wide, otherwise and with a past that of attention.cu.
 */
final class CudaAttention {

    private static final int BLOCK_ROWS = 64;
    private static final Size TENSOR_BLOCK = Size.of(128); // as TENSOR_THREADS of tensor_attention.cu
    private static final int MOST_TENSOR_WIDTH = 128;
    private static final int LEAST_PER_LANE = 32;
    private static final int FOUR = 4;
    private static final int WIDTH_STEP = 8;
    private static final int MOST_WIDTH = 256; // of a head; wider ones do not fit a block's shared memory and registers

    private final Device device;
    private final Precision precision;
    private final GrowingMemory along;

    CudaAttention(Device device, Precision precision) {
        this.device = device;
        this.precision = precision;
        along = new GrowingMemory(device);
    }

    void forward(Tensor qkv, AttentionShape shape, Dropout dropout, Tensor y, Tensor logSumExp) {
        launchForward(
                onTensorCores(shape),
                qkv,
                keys(qkv, shape),
                values(qkv, shape),
                rows(shape),
                shape,
                0,
                dropout,
                y,
                logSumExp.address());
    }

    /** Attention to a past and to the rows after it, which are there already. */
    void cached(Tensor qkv, AttentionShape shape, Tensor keys, Tensor values, int past, Tensor y) {
        launchForward(
                false,
                qkv,
                keys.address(),
                values.address(),
                new Rows(0, shape.keyValueWidth()),
                shape,
                past,
                Dropout.NONE,
                y,
                Arguments.NOTHING);
    }

    void backward(
            Tensor dY, Tensor y, Tensor qkv, AttentionShape shape, Dropout dropout, Tensor logSumExp, Tensor dQkv) {
        long products = along.atLeast((long) shape.rows() * shape.heads() * Float.BYTES);
        boolean tensor = onTensorCores(shape);
        device.launch(
                function("attention_query_gradient", shape, tensor),
                grid(shape, shape.heads()),
                block(shape, tensor),
                dY.address(),
                y.address(),
                results(shape),
                qkv.address(),
                keys(qkv, shape),
                values(qkv, shape),
                rows(shape),
                shape.group(),
                shape.time(),
                dropout,
                logSumExp.address(),
                dQkv.address(),
                products);
        device.launch(
                function("attention_key_gradient", shape, tensor),
                grid(shape, shape.keyValueHeads()),
                block(shape, tensor),
                dY.address(),
                results(shape),
                qkv.address(),
                keys(qkv, shape),
                values(qkv, shape),
                rows(shape),
                shape.group(),
                shape.time(),
                dropout,
                logSumExp.address(),
                products,
                keys(dQkv, shape),
                values(dQkv, shape));
    }

    void close() {
        along.close();
    }

    private void launchForward(
            boolean tensor,
            Tensor qkv,
            long keys,
            long values,
            Rows keyRows,
            AttentionShape shape,
            int past,
            Dropout dropout,
            Tensor y,
            long logSumExp) {
        device.launch(
                function("attention", shape, tensor),
                grid(shape, shape.heads()),
                block(shape, tensor),
                qkv.address(),
                rows(shape),
                keys,
                values,
                keyRows,
                shape.group(),
                shape.time(),
                past,
                dropout,
                y.address(),
                results(shape),
                logSumExp);
    }

    private boolean onTensorCores(AttentionShape shape) {
        return precision == Precision.BFLOAT16 && shape.headWidth() <= MOST_TENSOR_WIDTH;
    }

    private static Function function(String name, AttentionShape shape, boolean onTensorCores) {
        int width = shape.headWidth();
        if (width % WIDTH_STEP != 0 || width > MOST_WIDTH) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "the kernel cuda takes heads whose width is a multiple of " + WIDTH_STEP + " up to " + MOST_WIDTH
                            + " but here it is " + width,
                    "Choose another number of heads for the model's width, or train.kernel = cpu.");
        }
        return onTensorCores
                ? new Function("tensor_attention.cu", "tensor_" + name, width)
                : new Function("attention.cu", name, width);
    }

    /** 64 rows: 16 a warp on tensor cores, otherwise each shared by as many threads as lanes() of attention.cu says. */
    private static Size block(AttentionShape shape, boolean onTensorCores) {
        if (onTensorCores) {
            return TENSOR_BLOCK;
        }
        int width = shape.headWidth();
        int lanes = 1;
        while (width % (2 * FOUR * lanes) == 0 && width / (2 * lanes) >= LEAST_PER_LANE) {
            lanes *= 2;
        }
        return Size.of(BLOCK_ROWS * lanes);
    }

    private static Size grid(AttentionShape shape, int heads) {
        return new Size((shape.time() + BLOCK_ROWS - 1) / BLOCK_ROWS, heads, shape.batch());
    }

    private static Rows rows(AttentionShape shape) {
        return new Rows((long) shape.time() * shape.rowWidth(), shape.rowWidth());
    }

    private static Rows results(AttentionShape shape) {
        return new Rows((long) shape.time() * shape.width(), shape.width());
    }

    private static long keys(Tensor qkv, AttentionShape shape) {
        return qkv.address() + (long) shape.width() * Float.BYTES;
    }

    private static long values(Tensor qkv, AttentionShape shape) {
        return qkv.address() + (long) (shape.width() + shape.keyValueWidth()) * Float.BYTES;
    }
}
