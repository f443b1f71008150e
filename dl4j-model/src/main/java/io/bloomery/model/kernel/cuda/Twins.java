package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors of main memory and their copies on the device.
 *
 * <p>While they stay, each is copied there when it is first asked for and back at the end; otherwise at every use. The memory of
 * large ones is locked, and while they stay copies only have to be done in time: there before the first use, back at the end.
 */
final class Twins {

    private static final long PIECE = 1L << 28; // floats that a buffer of Java can hold, and less

    /** Floats from which on locking memory is worth its while. */
    private static final long LARGE = 1 << 18;

    private final Device device;
    private final Map<Place, Twin> twins = new HashMap<>();
    private boolean staying;

    Twins(Device device) {
        this.device = device;
    }

    /** The copy of a whole vector or matrix, whose contents are not defined before {@link #arrive}. */
    Tensor of(Tensor host) {
        return twin(host).copy;
    }

    /** Copies it to the device, unless it has stayed there. */
    void arrive(Tensor host) {
        Twin twin = twin(host);
        if (!twin.current) {
            eachPiece(host, twin.copy, staying ? device::queueWrite : device::write);
        }
        twin.current = staying;
    }

    /** Copies it back, or will when nothing stays any longer. */
    void leave(Tensor host) {
        Twin twin = twin(host);
        if (staying) {
            twin.current = true;
            twin.changed = true;
        } else {
            eachPiece(host, twin.copy, device::read);
        }
    }

    /** Copies it back at once, and frees the copy. */
    void fetch(Tensor host) {
        eachPiece(host, twin(host).copy, device::read);
        free(twins.remove(Place.of(host)));
    }

    /** Lets all of them stay until {@link #end}. */
    void stay() {
        if (staying) {
            throw new IllegalStateException("the vectors stay on the device already");
        }
        staying = true;
    }

    /** Brings back what was changed. */
    void end() {
        staying = false;
        for (Twin twin : twins.values()) {
            twin.current = false;
        }
        for (Twin twin : twins.values()) {
            if (twin.changed) {
                twin.changed = false;
                eachPiece(twin.host, twin.copy, device::queueRead);
            }
        }
        device.await();
    }

    void close() {
        twins.values().forEach(this::free);
        twins.clear();
    }

    private void free(Twin twin) {
        if (twin.isPinned) {
            pieces(twin.host).forEach(device::unpin);
        }
        device.free(twin.copy.address());
    }

    private Twin twin(Tensor host) {
        return twins.computeIfAbsent(Place.of(host), place -> {
            long address = device.allocate(host.length() * Float.BYTES);
            boolean isPinned = host.length() >= LARGE;
            if (isPinned) {
                pieces(host).forEach(device::pin);
            }
            return new Twin(host, Tensor.elsewhere(address, host.rows(), host.columns()), isPinned);
        });
    }

    private static void eachPiece(Tensor host, Tensor copy, Transfer transfer) {
        long address = copy.address();
        for (ByteBuffer piece : pieces(host)) {
            transfer.of(address, piece);
            address += piece.remaining();
        }
    }

    private static List<ByteBuffer> pieces(Tensor host) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (long first = 0; first < host.length(); first += PIECE) {
            pieces.add(
                    host.elements(first, Math.min(PIECE, host.length() - first)).bytes());
        }
        return pieces;
    }

    /** A copy between an address of the device and a buffer. */
    @FunctionalInterface
    private interface Transfer {
        void of(long address, ByteBuffer piece);
    }

    private record Place(long address, long length) {
        private static Place of(Tensor host) {
            return new Place(host.address(), host.length());
        }
    }

    private static final class Twin {
        private final Tensor host; // kept, so that its memory is nobody else's
        private final Tensor copy;
        private final boolean isPinned;
        private boolean current;
        private boolean changed;

        Twin(Tensor host, Tensor copy, boolean isPinned) {
            this.host = host;
            this.copy = copy;
            this.isPinned = isPinned;
        }
    }
}
