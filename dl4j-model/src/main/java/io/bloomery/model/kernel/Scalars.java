package io.bloomery.model.kernel;

/** The functions of single floats; the vector loops evaluate the same formulas. */
final class Scalars {

    static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 in two parts, of which the first has trailing zeros, so that its small multiples are exact. */
    static final float LN2_HIGH = 355f / 512;

    static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** 1.5 * 2^23: adding it rounds to an integer, which then is the low bits of the sum. */
    static final float ROUNDING = 12582912f;

    // exp(r) = 1 + r + r^2 (C2 + C3 r + ...), fitted for the least relative error on [-ln 2 / 2, ln 2 / 2]
    static final float C2 = 0.49999994f;
    static final float C3 = 0.16666521f;
    static final float C4 = 0.04166839f;
    static final float C5 = 0.008368745f;
    static final float C6 = 0.0013814539f;

    static final float MIN_ARGUMENT = -87f;
    static final float MAX_ARGUMENT = 88f;
    static final int MANTISSA_BITS = 23;
    static final int ONE_BITS = Float.floatToRawIntBits(1f);

    /** With these, {@code gelu(x) = x / (1 + exp(x (LINEAR + CUBIC x^2)))}. */
    static final float GELU_LINEAR = (float) (-2 * Math.sqrt(2 / Math.PI));

    static final float GELU_CUBIC = (float) (-2 * Math.sqrt(2 / Math.PI) * 0.044715);

    private Scalars() {}

    /** Relative error below 2e-7; arguments are clamped to [-87, 88]. */
    static float exp(float x) {
        float argument = Math.min(MAX_ARGUMENT, Math.max(MIN_ARGUMENT, x));
        float shifted = argument * LOG2_E + ROUNDING;
        float k = shifted - ROUNDING;
        float r = argument - k * LN2_HIGH - k * LN2_LOW;
        float tail = ((((C6 * r + C5) * r + C4) * r + C3) * r + C2) * r * r;
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + ONE_BITS);
        return (tail + r + 1) * power;
    }

    static float gelu(float x) {
        return x / (1 + exp(x * (GELU_LINEAR + GELU_CUBIC * x * x)));
    }

    static float geluSlope(float x) {
        float sigmoid = 1 / (1 + exp(x * (GELU_LINEAR + GELU_CUBIC * x * x)));
        return sigmoid - x * sigmoid * (1 - sigmoid) * (GELU_LINEAR + 3 * GELU_CUBIC * x * x);
    }

    static float sigmoid(float x) {
        return 1 / (1 + exp(-x));
    }
}
