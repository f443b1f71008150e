package io.bloomery.jobs.train.average;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats as the little-endian bytes in which they travel and lie in files. */
final class Floats {

    private Floats() {}

    static byte[] toBytes(float[] values) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    /** Room for the bytes of so many floats, which are zeros. */
    static ByteBuffer room(int values) {
        return ByteBuffer.allocate(Math.multiplyExact(values, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }

    static float[] ofBytes(byte[] bytes) {
        return ofBytes(ByteBuffer.wrap(bytes));
    }

    /** All floats from the beginning of a buffer, whatever its order of bytes. */
    static float[] ofBytes(ByteBuffer bytes) {
        float[] values = new float[bytes.limit() / Float.BYTES];
        bytes.duplicate()
                .rewind()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
