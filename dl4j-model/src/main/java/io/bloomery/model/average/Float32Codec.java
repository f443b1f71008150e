package io.bloomery.model.average;

import java.nio.ByteBuffer;

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
    public void encode(float[] replica, float[] weights, float[] error, ByteBuffer into) {
        into.asFloatBuffer().put(replica);
    }

    @Override
    public void addTo(ByteBuffer from, float[] weights, int first, int count, double factor, double[] sum) {
        float[] replica = new float[count];
        from.asFloatBuffer().get(first, replica);
        for (int i = 0; i < count; i++) {
            sum[i] += factor * replica[i];
        }
    }
}
