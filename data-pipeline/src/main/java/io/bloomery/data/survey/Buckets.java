package io.bloomery.data.survey;

/**
 * The number line cut where a number's first three digits change, from a millionth to a trillion on both sides of zero.
 *
 * <p>A bucket holds the numbers from its lower bound (inclusive) to that of the next one: whole numbers below 1,000 have a
 * bucket of their own, other numbers share it with those that differ by at most one per cent. Every bound of three
 * significant digits is the bound of a bucket, up to 1e-12 of its size, so that counts against such a bound are exact.
 * Numbers below a millionth count as the end of the range that is next to zero, numbers beyond a trillion as the last.
 */
public final class Buckets {

    private static final int MIN_EXPONENT = -6;
    private static final int MAX_EXPONENT = 12;
    private static final int PER_DECADE = 900;
    private static final int FIRST_DIGITS = 100;
    private static final double SLACK = 1e-12;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };
    private static final int LAST = (MAX_EXPONENT - MIN_EXPONENT + 1) * PER_DECADE;

    private Buckets() {}

    /** The bucket of a number; ascends with the number. */
    public static int of(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a value that is not a number belongs to no bucket");
        }
        return value < 0 ? -ofMagnitude(-value, true) : ofMagnitude(value, false);
    }

    /** The smallest number of a bucket. */
    public static double lowerBound(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        int steps = Math.abs(bucket) - 1;
        int exponent = MIN_EXPONENT + steps / PER_DECADE;
        int digits = FIRST_DIGITS + steps % PER_DECADE;
        return Math.signum((float) bucket) * scaled(digits, exponent - 2);
    }

    private static int ofMagnitude(double magnitude, boolean up) {
        int exponent = exponent(magnitude);
        if (exponent < MIN_EXPONENT) {
            return up ? 1 : 0;
        }
        if (exponent > MAX_EXPONENT) {
            return LAST;
        }
        double digits = scaled(magnitude, 2 - exponent);
        double whole = up ? Math.ceil(digits * (1 - SLACK)) : Math.floor(digits * (1 + SLACK));
        int steps = (exponent - MIN_EXPONENT) * PER_DECADE + (int) whole - FIRST_DIGITS;
        return Math.min(LAST, steps + 1);
    }

    /** The power of ten at or below a number that is not negative; next to the range for numbers outside it. */
    private static int exponent(double magnitude) {
        int exponent = MIN_EXPONENT - 1;
        while (exponent <= MAX_EXPONENT && magnitude >= scaled(1, exponent + 1) * (1 - SLACK)) {
            exponent++;
        }
        return exponent;
    }

    private static double scaled(double value, int exponent) {
        return exponent < 0 ? value / POWERS_OF_TEN[-exponent] : value * POWERS_OF_TEN[exponent];
    }
}
