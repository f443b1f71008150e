package io.bloomery.jobs.train.average;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats as the little-endian bytes in which they travel and lie in files. */
final class Floats {

    private Floats() {}

    static byte[] toBytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static float[] ofBytes(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
