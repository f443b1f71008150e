package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Dropout;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Emulator.Place;
import io.bloomery.model.kernel.cuda.Emulator.Rows;
import io.bloomery.model.kernel.cuda.Emulator.Size;

/**
 * How self-attention is launched over rows of queries, keys and values side by side.
 *
 * @param onTensorCores whether by tensor_attention.cu instead of attention.cu
 */
record AttentionLaunch(Emulator emulator, AttentionShape shape, Dropout dropout, boolean onTensorCores) {

    private static final int BLOCK_ROWS = 64;
    private static final int LEAST_PER_LANE = 32;
    private static final int FOUR = 4;

    /** 16 rows a warp on tensor cores; otherwise 64 rows, each shared by as many threads as lanes() of attention.cu says. */
    Size block() {
        if (onTensorCores) {
            return Size.of(BLOCK_ROWS / 16 * 32);
        }
        int lanes = 1;
        while (shape.headWidth() % (2 * FOUR * lanes) == 0 && shape.headWidth() / (2 * lanes) >= LEAST_PER_LANE) {
            lanes *= 2;
        }
        return Size.of(BLOCK_ROWS * lanes);
    }

    Size grid(int heads) {
        return new Size((shape.time() + BLOCK_ROWS - 1) / BLOCK_ROWS, heads, shape.batch());
    }

    /** Activations; rounded where the kernel rounds them itself, so that the CPU engine has the same. */
    Buffer inputs(float... values) {
        return emulator.reals(onTensorCores ? Buffer.ofBfloat16s(values).floats() : values);
    }

    void assertClose(Buffer actual, Tensor expected) {
        if (onTensorCores) {
            Oracle.assertNear(actual, expected);
        } else {
            Oracle.assertClose(emulator, actual, expected);
        }
    }

    void forward(Buffer qkv, Buffer y, Buffer logs) {
        emulator.launch(
                prefix() + "attention",
                grid(shape.heads()),
                block(),
                qkv,
                rows(),
                keys(qkv),
                values(qkv),
                rows(),
                shape.group(),
                shape.time(),
                0,
                dropout,
                y,
                results(),
                logs);
    }

    void backward(Buffer dY, Buffer y, Buffer qkv, Buffer logs, Buffer dQkv) {
        Buffer along = Buffer.poisonedFloats(shape.rows() * shape.heads());
        emulator.launch(
                prefix() + "attention_query_gradient",
                grid(shape.heads()),
                block(),
                dY,
                y,
                results(),
                qkv,
                keys(qkv),
                values(qkv),
                rows(),
                shape.group(),
                shape.time(),
                dropout,
                logs,
                dQkv,
                along);
        emulator.launch(
                prefix() + "attention_key_gradient",
                grid(shape.keyValueHeads()),
                block(),
                dY,
                results(),
                qkv,
                keys(qkv),
                values(qkv),
                rows(),
                shape.group(),
                shape.time(),
                dropout,
                logs,
                along,
                keys(dQkv),
                values(dQkv));
    }

    /** Of the names of its kernels. */
    String prefix() {
        return onTensorCores ? "tensor_" : "";
    }

    private Rows rows() {
        return new Rows((long) shape.time() * shape.rowWidth(), shape.rowWidth());
    }

    private Rows results() {
        return new Rows((long) shape.time() * shape.width(), shape.width());
    }

    private Place keys(Buffer qkv) {
        return new Place(qkv, shape.width());
    }

    private Place values(Buffer qkv) {
        return new Place(qkv, shape.width() + shape.keyValueWidth());
    }
}
