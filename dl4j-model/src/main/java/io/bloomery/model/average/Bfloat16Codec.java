package io.bloomery.model.average;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** What a replica moved by, each number rounded to the nearest that has 8 bits of mantissa, ties to even. */
final class Bfloat16Codec implements DeltaCodec {

    private static final int DROPPED_BITS = 16;
    private static final int ALMOST_HALF = (1 << (DROPPED_BITS - 1)) - 1;

    @Override
    public boolean isLossy() {
        return true;
    }

    @Override
    public int bytes(int elements) {
        return Math.multiplyExact(elements, Short.BYTES);
    }

    @Override
    public void encode(FloatBuffer replica, FloatBuffer weights, float[] error, ByteBuffer into) {
        for (int i = 0; i < replica.limit(); i++) {
            float delta = replica.get(i) - weights.get(i) + error[i];
            int bits = Float.floatToRawIntBits(delta);
            short rounded = (short) ((bits + ALMOST_HALF + ((bits >>> DROPPED_BITS) & 1)) >>> DROPPED_BITS);
            into.putShort(i * Short.BYTES, rounded);
            error[i] = delta - decoded(rounded);
        }
    }

    @Override
    public void addTo(ByteBuffer from, int first, float[] weights, double factor, double[] sum) {
        for (int i = 0; i < weights.length; i++) {
            double delta = decoded(from.getShort((first + i) * Short.BYTES));
            sum[i] += factor * (weights[i] + delta);
        }
    }

    private static float decoded(short value) {
        return Float.intBitsToFloat(value << DROPPED_BITS);
    }
}
