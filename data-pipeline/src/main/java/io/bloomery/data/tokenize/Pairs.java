package io.bloomery.data.tokenize;

/** Two token ids in one {@code long}; the natural order is by left id, then by right id. */
final class Pairs {

    private Pairs() {}

    static long of(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    static int left(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int right(long pair) {
        return (int) pair;
    }
}
