package io.bloomery.data.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The population stability index of two distributions: the sum of {@code (now - before) * ln(now / before)} over the parts
 * of each in ten classes, which are the tenths of the earlier one.
 *
 * <p>By the convention of credit scoring (Siddiqi 2006) an index below 0.1 means no shift, one above 0.25 a large one. Of
 * few documents it is large by chance; {@link #byChance} is what to expect of unchanged ones.
 *
 * @param index at least 0
 * @param byChance expected index of two samples of these sizes from the same distribution
 */
public record Stability(double index, double byChance) {

    private static final int CLASSES = 10;
    private static final double SMALLEST_PART = 1e-4;
    private static final double SMALL = 0.1;
    private static final double LARGE = 0.25;
    private static final double NOISE = 0.05;

    /** How much a distribution moved. */
    public enum Shift {
        NONE,
        MODERATE,
        LARGE,
        /** There are too few documents to tell. */
        UNKNOWN
    }

    /** Of a number. */
    public static Stability between(Sketch before, Sketch now) {
        TreeSet<Double> bounds = new TreeSet<>();
        for (int i = 1; i < CLASSES; i++) {
            bounds.add(before.quantile((double) i / CLASSES));
        }
        List<Long> counts = new ArrayList<>();
        List<Long> countsNow = new ArrayList<>();
        long seen = 0;
        long seenNow = 0;
        for (double bound : bounds) {
            counts.add(before.below(bound) - seen);
            countsNow.add(now.below(bound) - seenNow);
            seen = before.below(bound);
            seenNow = now.below(bound);
        }
        counts.add(before.count() - seen);
        countsNow.add(now.count() - seenNow);
        return of(counts, countsNow);
    }

    /** Of a label, such as the language; each label is a class. */
    public static Stability between(SortedMap<String, Long> before, SortedMap<String, Long> now) {
        TreeSet<String> labels = new TreeSet<>(before.keySet());
        labels.addAll(now.keySet());
        return of(
                labels.stream().map(label -> before.getOrDefault(label, 0L)).toList(),
                labels.stream().map(label -> now.getOrDefault(label, 0L)).toList());
    }

    public Shift shift() {
        if (byChance > NOISE && index > SMALL) {
            return Shift.UNKNOWN;
        }
        return index < SMALL ? Shift.NONE : index <= LARGE ? Shift.MODERATE : Shift.LARGE;
    }

    private static Stability of(List<Long> before, List<Long> now) {
        double all = (double) sum(before);
        double allNow = (double) sum(now);
        if (all == 0 || allNow == 0) {
            return new Stability(0, all == allNow ? 0 : 1);
        }
        double index = 0;
        for (int i = 0; i < before.size(); i++) {
            double part = Math.max(SMALLEST_PART, before.get(i) / all);
            double partNow = Math.max(SMALLEST_PART, now.get(i) / allNow);
            index += (partNow - part) * Math.log(partNow / part);
        }
        return new Stability(Math.max(0, index), (before.size() - 1) * (1 / all + 1 / allNow));
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
