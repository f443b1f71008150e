package io.bloomery.data.filter.gopher;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much of a text the repetition of n-grams of one length may take.
 *
 * @param n {@code n}: words in the n-gram
 * @param fraction {@code fraction}: largest allowed share of the text's characters; above 1 nothing is dropped
 */
public record NgramLimit(int n, double fraction) implements Serializable {

    private static final int MOST = 64;

    public NgramLimit {
        if (n < 1 || n > MOST) {
            throw new IllegalArgumentException("n must be from 1 to " + MOST + " but is " + n);
        }
        if (!(fraction >= 0)) {
            throw new IllegalArgumentException("fraction must not be negative but is " + fraction);
        }
    }

    /**
     * A copy of limits, the shortest n-grams first.
     *
     * @param key what the configuration calls them
     * @throws IllegalArgumentException if two limits are on n-grams of the same length
     */
    public static List<NgramLimit> inOrder(String key, List<NgramLimit> limits) {
        Set<Integer> lengths = new HashSet<>();
        for (NgramLimit limit : limits) {
            if (!lengths.add(limit.n())) {
                throw new IllegalArgumentException(key + " must name each n once but has " + limit.n() + " twice");
            }
        }
        return limits.stream().sorted(Comparator.comparingInt(NgramLimit::n)).toList();
    }
}
