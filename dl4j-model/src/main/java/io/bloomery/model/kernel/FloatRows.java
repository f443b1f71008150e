package io.bloomery.model.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Loops over float arrays, in a form that the JIT compiler turns into vector instructions.
 *
 * <p>Sums run in eight lanes: the result is the same on every machine, and differs from one running sum by rounding.
 */
final class FloatRows {

    private static final int LANES = 8;

    private static final float LOG2_E = (float) (1 / Math.log(2));
    /** ln 2 in two parts, of which the first has trailing zeros, so that its small multiples are exact. */
    private static final float LN2_HIGH = 355f / 512;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    /** 1.5 * 2^23: adding it rounds to an integer, which then is the low bits of the sum. */
    private static final float ROUNDING = 12582912f;

    // exp(r) = 1 + r + r^2 (C2 + C3 r + ...), fitted for the least relative error on [-ln 2 / 2, ln 2 / 2]
    private static final float C2 = 0.49999994f;
    private static final float C3 = 0.16666521f;
    private static final float C4 = 0.04166839f;
    private static final float C5 = 0.008368745f;
    private static final float C6 = 0.0013814539f;

    private static final float MIN_ARGUMENT = -87f;
    private static final float MAX_ARGUMENT = 88f;
    private static final int MANTISSA_BITS = 23;
    private static final int ONE_BITS = Float.floatToRawIntBits(1f);

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private FloatBuffer memoryAsFloats = memory.asFloatBuffer();
    private IntBuffer memoryAsInts = memory.asIntBuffer();
    private float[] powers = new float[0];
    private int[] bits = new int[0];

    /**
     * Replaces each element by its exponential; relative error below 2e-7, arguments are clamped to [-87, 88].
     *
     * <p>{@code 2^k} is made from the bits of k. Reinterpreting bits element by element would keep the loops scalar, so
     * whole rows are moved through memory that is seen as floats and as ints.
     */
    void exp(float[] x, int count) {
        reserve(count);
        float[] rounded = powers;
        for (int i = 0; i < count; i++) {
            float argument = Math.min(MAX_ARGUMENT, Math.max(MIN_ARGUMENT, x[i]));
            float shifted = argument * LOG2_E + ROUNDING;
            float k = shifted - ROUNDING;
            float r = argument - k * LN2_HIGH - k * LN2_LOW;
            float tail = ((((C6 * r + C5) * r + C4) * r + C3) * r + C2) * r * r;
            rounded[i] = shifted;
            x[i] = tail + r + 1;
        }
        int[] exponents = bits;
        memoryAsFloats.put(0, rounded, 0, count);
        memoryAsInts.get(0, exponents, 0, count);
        for (int i = 0; i < count; i++) {
            exponents[i] = (exponents[i] << MANTISSA_BITS) + ONE_BITS;
        }
        memoryAsInts.put(0, exponents, 0, count);
        memoryAsFloats.get(0, rounded, 0, count);
        for (int i = 0; i < count; i++) {
            x[i] *= rounded[i];
        }
    }

    static float max(float[] x, int from, int count) {
        float a = Float.NEGATIVE_INFINITY;
        float b = a;
        float c = a;
        float d = a;
        int end = from + count;
        int i = from;
        for (; i + 3 < end; i += 4) {
            a = x[i] > a ? x[i] : a;
            b = x[i + 1] > b ? x[i + 1] : b;
            c = x[i + 2] > c ? x[i + 2] : c;
            d = x[i + 3] > d ? x[i + 3] : d;
        }
        for (; i < end; i++) {
            a = x[i] > a ? x[i] : a;
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    static float sum(float[] x, int from, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int end = from + count;
        int i = from;
        for (; i + LANES <= end; i += LANES) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < end; i++) {
            a += x[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    static float dot(float[] x, float[] y, int from, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int end = from + count;
        int i = from;
        for (; i + LANES <= end; i += LANES) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
            e += x[i + 4] * y[i + 4];
            f += x[i + 5] * y[i + 5];
            g += x[i + 6] * y[i + 6];
            h += x[i + 7] * y[i + 7];
        }
        for (; i < end; i++) {
            a += x[i] * y[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    private void reserve(int count) {
        if (powers.length < count) {
            memory = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
            memoryAsFloats = memory.asFloatBuffer();
            memoryAsInts = memory.asIntBuffer();
            powers = new float[count];
            bits = new int[count];
        }
    }
}
