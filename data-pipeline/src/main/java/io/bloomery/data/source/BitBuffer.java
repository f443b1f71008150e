package io.bloomery.data.source;

import java.io.ByteArrayOutputStream;

/** Bits that are written one behind the other, the highest first, as in a bzip2 stream. */
final class BitBuffer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int pendingBits;

    /** Appends the lowest {@code count} bits of a value; at most 48. */
    BitBuffer append(long value, int count) {
        for (int shift = count; shift > 0; ) {
            int part = Math.min(shift, 8 - pendingBits);
            shift -= part;
            pending = (pending << part) | ((int) (value >>> shift) & ((1 << part) - 1));
            pendingBits += part;
            if (pendingBits == 8) {
                bytes.write(pending);
                pending = 0;
                pendingBits = 0;
            }
        }
        return this;
    }

    /** All bits, filled up with zeros to whole bytes. */
    byte[] toByteArray() {
        if (pendingBits > 0) {
            append(0, 8 - pendingBits);
        }
        return bytes.toByteArray();
    }
}
