package io.bloomery.data.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moments of a number for each key of a grouping, such as hosts or bins; belongs to one thread. */
public final class GroupedMoments {

    private final Map<String, Moments> byKey = new LinkedHashMap<>();

    /** Counts a number for a key. */
    public void add(String key, double number) {
        byKey.merge(key, Moments.NONE.with(number), Moments::plus);
    }

    /** Counts what another one has counted. */
    public void addAll(GroupedMoments other) {
        other.byKey.forEach((key, moments) -> byKey.merge(key, moments, Moments::plus));
    }

    /** The moments of a key; those of no numbers for one that has none. */
    public Moments of(String key) {
        return byKey.getOrDefault(key, Moments.NONE);
    }

    /** The keys with most numbers; of equal ones those that came first. */
    public GroupedMoments top(int most) {
        GroupedMoments top = new GroupedMoments();
        byKey.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Moments> entry) ->
                                entry.getValue().count())
                        .reversed())
                .limit(most)
                .forEach(entry -> top.byKey.put(entry.getKey(), entry.getValue()));
        return top;
    }

    /** The bin of a number: the number with so many decimal digits, a tie to the even one. */
    public static double bin(double number, int digits) {
        return new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }
}
