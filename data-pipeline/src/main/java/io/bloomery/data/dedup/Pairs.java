package io.bloomery.data.dedup;

import java.util.ArrayList;
import java.util.List;

/** The pairs of the members of a small bucket. */
public final class Pairs {

    /** Two different ids, the smaller one first. */
    public record Pair(String left, String right) {}

    private Pairs() {}

    /** Every pair of different ids once. */
    public static List<Pair> of(List<String> ids) {
        List<String> sorted = ids.stream().distinct().sorted().toList();
        List<Pair> pairs = new ArrayList<>(sorted.size() * (sorted.size() - 1) / 2);
        for (int left = 0; left < sorted.size(); left++) {
            for (int right = left + 1; right < sorted.size(); right++) {
                pairs.add(new Pair(sorted.get(left), sorted.get(right)));
            }
        }
        return pairs;
    }
}
