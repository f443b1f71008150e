package io.bloomery.model.average;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** The replica's weights themselves, not their difference: the mean over one worker is that worker, bit for bit. */
final class Float32Codec implements DeltaCodec {

    @Override
    public boolean isLossy() {
        return false;
    }

    @Override
    public int bytes(int elements) {
        return Math.multiplyExact(elements, Float.BYTES);
    }

    @Override
    public void encode(FloatBuffer replica, FloatBuffer weights, float[] error, ByteBuffer into) {
        into.asFloatBuffer().put(0, replica, 0, replica.limit());
    }

    @Override
    public void addTo(ByteBuffer from, int first, float[] weights, double factor, double[] sum) {
        float[] replica = new float[weights.length];
        from.asFloatBuffer().get(first, replica);
        for (int i = 0; i < replica.length; i++) {
            sum[i] += factor * replica[i];
        }
    }
}
