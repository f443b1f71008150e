package io.bloomery.data.filter.multilingual;

/** The check that configuration records make of shares. */
final class Fractions {

    private Fractions() {}

    /** Refuses a value that is not in [0, 1], naming its configuration key. */
    static void check(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + " must be in [0, 1] but is " + value);
        }
    }
}
