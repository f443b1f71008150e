package io.bloomery.data.segment;

import java.util.Arrays;

/** Numbers pairs of non-negative numbers in the order of first occurrence: a hash table without objects. */
final class PairNumbers {

    private static final int ABSENT = -1;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

    private final long[] pairs;
    private final int[] numbers;
    private final int shift;
    private int size;

    /** A table for at most that many pairs. */
    PairNumbers(int capacity) {
        int bits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(Math.multiplyExact(2, capacity)));
        pairs = new long[1 << bits];
        numbers = new int[1 << bits];
        Arrays.fill(numbers, ABSENT);
        shift = Long.SIZE - bits;
    }

    int number(int first, int second) {
        long pair = (long) first << Integer.SIZE | second;
        int slot = (int) (((pair ^ (pair >>> 29)) * MULTIPLIER) >>> shift);
        while (numbers[slot] != ABSENT && pairs[slot] != pair) {
            slot = slot + 1 & pairs.length - 1;
        }
        if (numbers[slot] == ABSENT) {
            pairs[slot] = pair;
            numbers[slot] = size++;
        }
        return numbers[slot];
    }
}
