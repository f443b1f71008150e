package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.kernel.cuda.Device.Factor;
import io.bloomery.model.kernel.cuda.Device.Function;
import io.bloomery.model.kernel.cuda.Device.Product;
import io.bloomery.model.kernel.cuda.Device.Size;
import java.util.Optional;

/** Matrix products whose factors are float32 or TF32, or rounded to bfloat16 first; sums are float32. */
final class CudaProducts {

    private static final String SOURCE = "elementwise.cu";
    private static final int BFLOAT16_BYTES = 2;
    private static final int THREADS = 256;
    private static final int OF_BLOCK = THREADS * 8;
    private static final int ALIGNED = 8;
    private static final int PADDED = 128;

    private final Device device;
    private final Precision precision;
    private final GrowingMemory left;
    private final GrowingMemory right;
    private final GrowingMemory heldCopy;
    private Optional<Tensor> held = Optional.empty();

    CudaProducts(Device device, Precision precision) {
        this.device = device;
        this.precision = precision;
        left = new GrowingMemory(device);
        right = new GrowingMemory(device);
        heldCopy = new GrowingMemory(device);
    }

    /** Rounds all parameters, for every product until they are held again. */
    void hold(Tensor parameters) {
        if (precision == Precision.BFLOAT16) {
            round(parameters, heldCopy.atLeast(parameters.length() * BFLOAT16_BYTES));
            held = Optional.of(parameters);
        }
    }

    /**
     * Elements from one row of a matrix that was rounded to bfloat16 to the next. Tensor cores are fast where rows begin at
     * multiples of 16 bytes; those of logits by a vocabulary of 50,257 would not.
     */
    static int pitch(int columns) {
        return columns % ALIGNED == 0 ? columns : (columns + PADDED - 1) / PADDED * PADDED;
    }

    /** Whether a matrix of such rows can be made in bfloat16, rather than be rounded. */
    boolean takeAsBfloat16(int columns) {
        return precision == Precision.BFLOAT16 && pitch(columns) == columns;
    }

    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        multiply(
                factor(a, transposeA, left),
                factor(b, transposeB, right),
                transposeA ? a.rows() : a.columns(),
                c,
                accumulate);
    }

    /**
     * The gradients of y = x weight; dY, which is in both products, is rounded once.
     *
     * @param transposed whether y is x by the transposed weight
     * @param accumulate whether to add to dWeight rather than to overwrite it, as dX always is
     */
    void gradients(
            Tensor dY, Tensor x, Tensor weight, boolean transposed, Tensor dX, Tensor dWeight, boolean accumulate) {
        Factor ofY = factor(dY, false, left);
        Factor ofX = factor(x, false, right);
        if (transposed) {
            multiply(ofY.transpose(), ofX, dY.rows(), dWeight, accumulate);
        } else {
            multiply(ofX.transpose(), ofY, dY.rows(), dWeight, accumulate);
        }
        multiply(ofY, factor(weight, !transposed, right), dY.columns(), dX, false);
    }

    private void multiply(Factor a, Factor b, int inner, Tensor c, boolean accumulate) {
        device.multiply(new Product(c.rows(), inner, c.columns(), a, b, precision, c.address(), accumulate));
    }

    void close() {
        left.close();
        right.close();
        heldCopy.close();
    }

    /** The tensor in the form that the product takes. */
    private Factor factor(Tensor tensor, boolean transposed, GrowingMemory room) {
        if (precision != Precision.BFLOAT16 || tensor.isBfloat16()) {
            return new Factor(tensor.address(), tensor.columns(), transposed);
        }
        Optional<Long> offset = held.map(all -> tensor.address() - all.address())
                .filter(bytes -> bytes >= 0 && bytes < held.orElseThrow().length() * Float.BYTES);
        if (offset.isPresent()) {
            long address = heldCopy.atLeast(0) + offset.get() / Float.BYTES * BFLOAT16_BYTES;
            return new Factor(address, tensor.columns(), transposed);
        }
        int pitch = pitch(tensor.columns());
        long address = room.atLeast((long) tensor.rows() * pitch * BFLOAT16_BYTES);
        if (pitch == tensor.columns()) {
            round(tensor, address);
        } else {
            roundRows(tensor, pitch, address);
        }
        return new Factor(address, pitch, transposed);
    }

    private void round(Tensor x, long to) {
        device.launch(
                Function.of(SOURCE, "round_to_bfloat16"),
                Size.of(blocks(x.length())),
                Size.of(THREADS),
                x.address(),
                x.length(),
                to);
    }

    private void roundRows(Tensor x, int pitch, long to) {
        device.launch(
                Function.of(SOURCE, "round_rows_to_bfloat16"),
                new Size(x.rows(), blocks(pitch), 1),
                Size.of(THREADS),
                x.address(),
                x.columns(),
                pitch,
                to);
    }

    private static int blocks(long elements) {
        return Math.toIntExact((elements + OF_BLOCK - 1) / OF_BLOCK);
    }
}
