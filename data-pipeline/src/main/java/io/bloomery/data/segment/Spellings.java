package io.bloomery.data.segment;

import java.util.Arrays;

/** Numbers stretches of one text by what they read; exact, in time linear in their lengths as long as hashes differ. */
final class Spellings {

    private static final int NONE = -1;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

    private final String text;
    private final int[] table; // number of the stretch in each slot
    private final int[] hashes;
    private final int[] starts; // of the first stretch of each number
    private final int[] ends;
    private int distinct;

    Spellings(String text, int atMost) {
        this.text = text;
        this.table = new int[Math.max(16, Integer.highestOneBit(Math.max(1, atMost)) * 4)];
        this.hashes = new int[atMost];
        this.starts = new int[atMost];
        this.ends = new int[atMost];
        Arrays.fill(table, NONE);
    }

    int distinct() {
        return distinct;
    }

    int number(int start, int end) {
        int hash = hash(start, end);
        int mask = table.length - 1;
        for (int slot = hash & mask; ; slot = slot + 1 & mask) {
            int number = table[slot];
            if (number == NONE) {
                table[slot] = distinct;
                hashes[distinct] = hash;
                starts[distinct] = start;
                ends[distinct] = end;
                return distinct++;
            }
            if (hashes[number] == hash
                    && end - start == ends[number] - starts[number]
                    && text.regionMatches(start, text, starts[number], end - start)) {
                return number;
            }
        }
    }

    private int hash(int start, int end) {
        long hash = 0;
        for (int i = start; i < end; i++) {
            hash = (hash + text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}
