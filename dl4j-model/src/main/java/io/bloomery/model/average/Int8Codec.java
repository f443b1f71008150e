package io.bloomery.model.average;

import java.nio.ByteBuffer;

/** What a replica moved by, in 255 steps between minus and plus the largest of its block. */
final class Int8Codec implements DeltaCodec {

    private static final int BLOCK = ShardPlan.BLOCK;

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public int bytes(int elements) {
        return Math.addExact(elements, scaleBytes(elements));
    }

    /** Scales first, then one byte an element. */
    @Override
    public void encode(float[] replica, float[] weights, float[] error, ByteBuffer into) {
        int values = scaleBytes(replica.length);
        for (int first = 0; first < replica.length; first += BLOCK) {
            int end = Math.min(replica.length, first + BLOCK);
            float largest = 0;
            for (int i = first; i < end; i++) {
                error[i] += replica[i] - weights[i];
                largest = Math.max(largest, Math.abs(error[i]));
            }
            float scale = largest / Byte.MAX_VALUE;
            into.putFloat(first / BLOCK * Float.BYTES, scale);
            for (int i = first; i < end; i++) {
                byte steps = scale == 0 ? 0 : (byte) Math.rint(error[i] / scale);
                into.put(values + i, steps);
                error[i] -= steps * scale;
            }
        }
    }

    @Override
    public void addTo(ByteBuffer from, float[] weights, int first, int count, double factor, double[] sum) {
        int values = scaleBytes(weights.length);
        for (int i = 0; i < count; i++) {
            float scale = from.getFloat((first + i) / BLOCK * Float.BYTES);
            sum[i] += factor * (weights[first + i] + (double) (scale * from.get(values + first + i)));
        }
    }

    private static int scaleBytes(int elements) {
        return (elements + BLOCK - 1) / BLOCK * Float.BYTES;
    }
}
