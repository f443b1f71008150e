package io.bloomery.model.spec;

/** What the sizes of every family must keep to. */
final class SpecChecks {

    private SpecChecks() {}

    static void requirePositive(String key, int value) {
        require(value > 0, key + " must be positive but is " + value);
    }

    static void requireMultiple(String key, int value, String divisorKey, int divisor) {
        require(
                value % divisor == 0,
                key + " must be a multiple of " + divisorKey + " but " + value + " is not a multiple of " + divisor);
    }

    /** A vector of DL4J is indexed by ints, and Adam's state is two vectors in one. */
    static void requireOneVector(long parameters) {
        require(
                parameters <= Integer.MAX_VALUE / 2,
                "vocabulary-size, context-length, layers and width give " + parameters
                        + " parameters, more than one flat vector of DL4J with its Adam state can hold");
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
