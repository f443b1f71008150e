package io.bloomery.data.mix;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/** Chance from a seed: where a document comes in the order of a source, and in the order of the whole mix. */
public final class Draw {

    /** Into so many lots a source is divided when part of it is taken; the budget is met to one of them. */
    public static final int LOTS = 4096;

    private static final Hasher64 HASHER = Hashing.xxh3_64();
    private static final int LOT_BITS = 12;

    private Draw() {}

    /** The lot of a document, in [0, {@value #LOTS}); lots are taken in order. */
    public static int lot(long seed, String id) {
        return (int) (HASHER.hashLongLongToLong(seed, HASHER.hashCharsToLong(id)) >>> (Long.SIZE - LOT_BITS));
    }

    /** Where a copy of a document comes in the mix; equal for two copies only by chance. */
    public static long order(long seed, String id, int epoch) {
        return HASHER.hashLongLongToLong(~seed + epoch, HASHER.hashCharsToLong(id));
    }

    /**
     * How many lots from the first on come nearest to an amount without falling short of it.
     *
     * @param amounts of each lot
     */
    public static int lots(double[] amounts, double amount) {
        double taken = 0;
        int lots = 0;
        while (lots < amounts.length && taken < amount) {
            taken += amounts[lots++];
        }
        return lots;
    }
}
