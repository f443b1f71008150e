package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.data.survey.Sketch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How many values fell into each bin.
 *
 * @param title what was measured
 * @param unit what one value counts, as it is written under the axis
 * @param counts one per bin
 */
public record Histogram(String title, String unit, Bins bins, List<Long> counts) {
    public Histogram {
        requireNonNull(title, "title");
        requireNonNull(unit, "unit");
        counts = List.copyOf(counts);
        if (counts.size() != bins.count()) {
            throw new IllegalArgumentException(
                    title + ": " + counts.size() + " counts do not fit " + bins.count() + " bins");
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException(title + ": a count cannot be negative but is " + count);
            }
        }
    }

    /** Counts values that are at hand. */
    public static Histogram of(String title, String unit, Bins bins, double... values) {
        long[] counts = new long[bins.count()];
        for (double value : values) {
            counts[bins.indexOf(value)]++;
        }
        return new Histogram(title, unit, bins, LongStream.of(counts).boxed().toList());
    }

    /** Counts the values of a sketch; exact where the bounds have three significant digits at most. */
    public static Histogram of(String title, String unit, Bins bins, Sketch values) {
        List<Long> counts = new ArrayList<>();
        long below = 0;
        for (double bound : bins.bounds().subList(1, bins.count())) {
            counts.add(values.below(bound) - below);
            below = values.below(bound);
        }
        counts.add(values.count() - below);
        return new Histogram(title, unit, bins, counts);
    }

    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The range of a bin as people write it: {@code 10–20}; the outermost bins are open. */
    String label(int bin) {
        String from = Quantity.tick(bins.bounds().get(bin));
        return bin == bins.count() - 1
                ? "≥ " + from
                : from + "–" + Quantity.tick(bins.bounds().get(bin + 1));
    }
}
