package io.bloomery.model.kernel.cuda;

import io.bloomery.model.kernel.Tensor;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Vectors of main memory and their copies on the device.
 *
 * <p>While they stay, each is copied there when it is first asked for and back at the end; otherwise at every use.
 */
final class Twins {

    private static final long PIECE = 1L << 28; // floats that a buffer of Java can hold, and less

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
            transfer(host, twin.copy, true);
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
            transfer(host, twin.copy, false);
        }
    }

    /** Copies it back at once, and frees the copy. */
    void fetch(Tensor host) {
        Tensor copy = twin(host).copy;
        transfer(host, copy, false);
        device.free(copy.address());
        twins.remove(Place.of(host));
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
                transfer(twin.host, twin.copy, false);
            }
        }
    }

    void close() {
        twins.values().forEach(twin -> device.free(twin.copy.address()));
        twins.clear();
    }

    private Twin twin(Tensor host) {
        return twins.computeIfAbsent(
                Place.of(host),
                place -> new Twin(
                        host,
                        Tensor.elsewhere(device.allocate(host.length() * Float.BYTES), host.rows(), host.columns())));
    }

    private void transfer(Tensor host, Tensor copy, boolean there) {
        for (long first = 0; first < host.length(); first += PIECE) {
            ByteBuffer piece =
                    host.elements(first, Math.min(PIECE, host.length() - first)).bytes();
            long address = copy.address() + first * Float.BYTES;
            if (there) {
                device.write(address, piece);
            } else {
                device.read(address, piece);
            }
        }
    }

    private record Place(long address, long length) {
        private static Place of(Tensor host) {
            return new Place(host.address(), host.length());
        }
    }

    private static final class Twin {
        private final Tensor host; // kept, so that its memory is nobody else's
        private final Tensor copy;
        private boolean current;
        private boolean changed;

        Twin(Tensor host, Tensor copy) {
            this.host = host;
            this.copy = copy;
        }
    }
}
