package io.bloomery.data.config;

import java.io.Serializable;

/**
 * A number of bytes, written in HOCON with a unit: {@code 64 MiB}, {@code 10 MB}.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) implements Serializable {
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative but is " + bytes + " bytes");
        }
    }

    public static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(Math.multiplyExact(mebibytes, 1L << 20));
    }

    /** The size as an int, for arrays and buffers; larger sizes give {@link Integer#MAX_VALUE}. */
    public int toInt() {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
