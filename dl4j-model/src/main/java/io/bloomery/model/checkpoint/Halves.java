package io.bloomery.model.checkpoint;

/** Numbers of 16 bits and floats, rounded to nearest, ties to even; the JDK has this from version 20 on. */
final class Halves {

    private static final int FLOAT_MANTISSA = 23;
    private static final int FLOAT_BIAS = 127;
    private static final int HALF_MANTISSA = 10;
    private static final int HALF_BIAS = 15;
    private static final int HALF_INFINITY = 0x7c00;
    private static final int HALF_QUIET = 0x0200;
    private static final int BFLOAT_QUIET = 0x40;
    private static final int LOST_BITS = FLOAT_MANTISSA - HALF_MANTISSA;
    /** 2^-24, the smallest positive binary16. */
    private static final float HALF_UNIT = 0x1p-24f;

    private Halves() {}

    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            int upper = bits >>> Short.SIZE;
            return (short) ((upper & 0x7f) == 0 ? upper | BFLOAT_QUIET : upper); // stays one whatever is cut off
        }
        int odd = (bits >>> Short.SIZE) & 1;
        return (short) ((bits + 0x7fff + odd) >>> Short.SIZE);
    }

    static float ofBinary16(short half) {
        int sign = (half & 0x8000) << Short.SIZE;
        int exponent = (half & HALF_INFINITY) >>> HALF_MANTISSA;
        int mantissa = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = mantissa * HALF_UNIT;
            return sign == 0 ? magnitude : -magnitude;
        }
        int widened = exponent == HALF_INFINITY >>> HALF_MANTISSA ? 0xff : exponent - HALF_BIAS + FLOAT_BIAS;
        return Float.intBitsToFloat(sign | (widened << FLOAT_MANTISSA) | (mantissa << LOST_BITS));
    }

    static short toBinary16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> Short.SIZE) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            int payload = (bits >>> LOST_BITS) & 0x3ff;
            return (short) (sign | HALF_INFINITY | (payload == 0 ? HALF_QUIET : payload));
        }
        if (magnitude < 0x1p-14f) { // subnormal: a whole number of units
            return (short) (sign | (int) Math.rint(magnitude / HALF_UNIT));
        }
        int absolute = bits & 0x7fffffff;
        int odd = (absolute >>> LOST_BITS) & 1;
        int rounded = (absolute + (1 << (LOST_BITS - 1)) - 1 + odd) >>> LOST_BITS;
        int half = rounded - ((FLOAT_BIAS - HALF_BIAS) << HALF_MANTISSA);
        return (short) (sign | Math.min(half, HALF_INFINITY));
    }
}
