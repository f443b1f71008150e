package io.bloomery.model.generate;

import java.util.Arrays;

/**
 * Keeps the smallest set of likeliest tokens with this much probability (Holtzman et al. 2020, section 3.1); the token that
 * crosses it is kept, so there is always one. Of equally likely tokens the one with the smaller id comes first.
 *
 * @param mass in (0, 1]; 1 keeps all
 */
record TopP(double mass) implements ScoreRule {

    @Override
    public void apply(float[] logits, TokenText text) {
        long[] ranked = ranked(logits);
        double max = logits[token(ranked[0])];
        double all = 0;
        for (long rank : ranked) {
            all += Math.exp(logits[token(rank)] - max);
        }
        double kept = 0;
        for (int i = 0; i < ranked.length; i++) {
            int token = token(ranked[i]);
            if (i > 0 && kept >= mass * all) {
                logits[token] = Float.NEGATIVE_INFINITY;
            } else {
                kept += Math.exp(logits[token] - max);
            }
        }
    }

    /** Tokens in the draw, likeliest first: the complement of an ordered logit above, the token below. */
    private static long[] ranked(float[] logits) {
        long[] keys = new long[logits.length];
        int count = 0;
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] > Float.NEGATIVE_INFINITY) {
                int bits = Float.floatToIntBits(logits[token] + 0f); // -0 becomes 0
                int ordered = bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE; // as unsigned, in the order of the floats
                keys[count++] = ((~ordered & 0xffffffffL) << Integer.SIZE) | token;
            }
        }
        long[] ranked = Arrays.copyOf(keys, count);
        sortUnsigned(ranked);
        return ranked;
    }

    private static void sortUnsigned(long[] keys) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(keys);
    }

    private static int token(long key) {
        return (int) key;
    }
}
