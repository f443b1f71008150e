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

    private static final int BFLOAT16_BYTES = 2;
    private static final int THREADS = 256;
    private static final int OF_BLOCK = THREADS * 8;

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

    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        device.multiply(new Product(
                c.rows(),
                transposeA ? a.rows() : a.columns(),
                c.columns(),
                new Factor(place(a, left), a.columns(), transposeA),
                new Factor(place(b, right), b.columns(), transposeB),
                precision,
                c.address(),
                accumulate));
    }

    void close() {
        left.close();
        right.close();
        heldCopy.close();
    }

    /** Where the factor lies in the form that the product takes. */
    private long place(Tensor factor, GrowingMemory room) {
        if (precision != Precision.BFLOAT16) {
            return factor.address();
        }
        Optional<Long> offset = held.map(all -> factor.address() - all.address())
                .filter(bytes -> bytes >= 0 && bytes < held.orElseThrow().length() * Float.BYTES);
        if (offset.isPresent()) {
            return heldCopy.atLeast(0) + offset.get() / Float.BYTES * BFLOAT16_BYTES;
        }
        long address = room.atLeast(factor.length() * BFLOAT16_BYTES);
        round(factor, address);
        return address;
    }

    private void round(Tensor x, long to) {
        device.launch(
                Function.of("elementwise.cu", "round_to_bfloat16"),
                Size.of(Math.toIntExact((x.length() + OF_BLOCK - 1) / OF_BLOCK)),
                Size.of(THREADS),
                x.address(),
                x.length(),
                to);
    }
}
