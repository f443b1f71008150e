package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.Dropout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Arguments of the sources' functions as they lie in memory: int, float, 64-bit index or address, and their two structures. */
final class Arguments {

    /** A null pointer. */
    static final long NOTHING = 0;

    /** No argument has more. */
    static final int MAX_BYTES = 32;

    private Arguments() {}

    /**
     * The structure {@code Rows} of attention.cu.
     *
     * @param sequence elements from one sequence to the next
     * @param row elements from one row to the next
     */
    record Rows(long sequence, long row) {}

    static byte[] bytes(Object argument) {
        ByteBuffer value = ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.nativeOrder());
        if (argument instanceof Integer number) {
            value.putInt(number);
        } else if (argument instanceof Float number) {
            value.putFloat(number);
        } else if (argument instanceof Long number) {
            value.putLong(number);
        } else if (argument instanceof Rows rows) {
            value.putLong(rows.sequence()).putLong(rows.row());
        } else if (argument instanceof Dropout dropout) { // the structure Dropout of random.cuh
            value.putLong(dropout.seed()).putInt(dropout.step()).putInt(dropout.site());
            value.putInt(dropout.threshold()).putFloat(dropout.scale());
        } else {
            throw new IllegalArgumentException("no argument of a kernel: " + argument);
        }
        return Arrays.copyOf(value.array(), value.position());
    }
}
