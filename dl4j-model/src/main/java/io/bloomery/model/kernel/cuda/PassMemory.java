package io.bloomery.model.kernel.cuda;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Memory of a device for what goes there and comes back while a network computes: numbers of its operations, and losses.
 *
 * <p>Every piece has a place of its own until the device has done everything, so nobody waits before that; and the same pieces have
 * the same places every time, so the work with them is the same.
 */
final class PassMemory {

    private static final int ALIGNMENT = 256;

    private final Device device;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<IntBuffer, Long> numbers = new HashMap<>();
    private final List<Losses> unread = new ArrayList<>();
    private long used; // of the newest block

    PassMemory(Device device) {
        this.device = requireNonNull(device, "device");
    }

    /** Bytes that a piece takes. */
    static long room(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Where these numbers lie; they are sent once. */
    long of(int[] values) {
        return numbers.computeIfAbsent(IntBuffer.wrap(values.clone()), wanted -> {
            ByteBuffer bytes = direct(values.length * Integer.BYTES);
            bytes.asIntBuffer().put(values);
            long address = take(bytes.remaining());
            device.writeAhead(address, bytes);
            return address;
        });
    }

    /** Room for the losses of rows, whose sum the device is asked for when somebody asks for it. */
    Losses losses(int rows) {
        Losses losses = new Losses(take((long) rows * Float.BYTES), rows);
        unread.add(losses);
        return losses;
    }

    /** Takes everything back, once the device has done everything. */
    void reset() {
        unread.forEach(Losses::read);
        unread.clear();
        numbers.clear();
        used = 0;
        if (blocks.size() > 1) {
            long all = blocks.stream().mapToLong(Block::bytes).sum();
            close();
            add(all);
        }
    }

    void close() {
        blocks.forEach(block -> device.free(block.address()));
        blocks.clear();
    }

    private long take(long bytes) {
        long room = room(bytes);
        if (blocks.isEmpty() || used + room > newest().bytes()) {
            add(room);
        }
        long address = newest().address() + used;
        used += room;
        return address;
    }

    private Block newest() {
        return blocks.get(blocks.size() - 1);
    }

    private void add(long bytes) {
        blocks.add(new Block(device.allocate(bytes), bytes));
        used = 0;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private record Block(long address, long bytes) {}

    /** The sum of losses that lie on the device. */
    final class Losses implements DoubleSupplier {

        private final long address;
        private final int rows;
        private boolean isRead;
        private double sum;

        private Losses(long address, int rows) {
            this.address = address;
            this.rows = rows;
        }

        /** [rows] in float32. */
        long address() {
            return address;
        }

        @Override
        public double getAsDouble() {
            if (!isRead) {
                reset();
            }
            return sum;
        }

        private void read() {
            ByteBuffer ofEach = direct(rows * Float.BYTES);
            device.read(address, ofEach);
            for (int row = 0; row < rows; row++) {
                sum += ofEach.getFloat(row * Float.BYTES);
            }
            isRead = true;
        }
    }
}
