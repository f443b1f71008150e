package io.bloomery.data.dedup;

/** Arithmetic modulo the Mersenne prime 2^61 - 1, without division. */
final class ModularHash {

    static final long PRIME = (1L << 61) - 1;
    private static final int PRIME_BITS = 61;

    private ModularHash() {}

    /** {@code (a x + b) mod (2^61 - 1)} for a, b and x below the prime. */
    static long of(long x, long a, long b) {
        long high = Math.multiplyHigh(a, x);
        long low = a * x;
        long folded = (low & PRIME) + ((low >>> PRIME_BITS) | (high << (Long.SIZE - PRIME_BITS))); // below 2^62
        return reduce(reduce(folded) + b);
    }

    /** {@code (a - b) mod (2^61 - 1)} for a and b below the prime. */
    static long minus(long a, long b) {
        long difference = a - b;
        return difference < 0 ? difference + PRIME : difference;
    }

    private static long reduce(long value) {
        return value >= PRIME ? value - PRIME : value;
    }
}
