package io.bloomery.model.average;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** What a replica moved by, in 255 steps between minus and plus the largest of its block. */
final class Int8Codec implements DeltaCodec {

    private static final int BLOCK = ShardPlan.BLOCK;

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public int bytes(int elements) {
        return Math.addExact(elements, (elements + BLOCK - 1) / BLOCK * Float.BYTES);
    }

    /** Of each block its scale, then one byte an element. */
    @Override
    public void encode(FloatBuffer replica, FloatBuffer weights, float[] error, ByteBuffer into) {
        for (int first = 0; first < replica.limit(); first += BLOCK) {
            int end = Math.min(replica.limit(), first + BLOCK);
            float largest = 0;
            for (int i = first; i < end; i++) {
                error[i] += replica.get(i) - weights.get(i);
                largest = Math.max(largest, Math.abs(error[i]));
            }
            float scale = largest / Byte.MAX_VALUE;
            into.putFloat(scaleAt(first), scale);
            for (int i = first; i < end; i++) {
                byte steps = scale == 0 ? 0 : (byte) Math.rint(error[i] / scale);
                into.put(valueAt(i), steps);
                error[i] -= steps * scale;
            }
        }
    }

    @Override
    public void addTo(ByteBuffer from, int first, float[] weights, double factor, double[] sum) {
        for (int i = 0; i < weights.length; i++) {
            float scale = from.getFloat(scaleAt(first + i));
            sum[i] += factor * (weights[i] + (double) (scale * from.get(valueAt(first + i))));
        }
    }

    private static int scaleAt(int element) {
        return element / BLOCK * (Float.BYTES + BLOCK);
    }

    private static int valueAt(int element) {
        return scaleAt(element) + Float.BYTES + element % BLOCK;
    }
}
