package io.bloomery.data.survey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The distribution of a number over the documents of a table, as counts of {@link Buckets}.
 *
 * <p>Sketches of parts add up to the sketch of the whole, in any order. Quantiles are exact to one per cent, and to the
 * number for whole numbers below 1,000.
 *
 * @param counts how many numbers lie in each bucket
 * @param min the smallest number, 0 where there is none
 * @param max the largest number, 0 where there is none
 * @param mean rounded to nine digits, so that the order of addition does not show; 0 where there is no number
 */
public record Sketch(
        @JsonProperty("counts") SortedMap<Integer, Long> counts,
        @JsonProperty("min") double min,
        @JsonProperty("max") double max,
        @JsonProperty("mean") double mean) {

    private static final MathContext NINE_DIGITS = new MathContext(9);

    public Sketch {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        counts.forEach((bucket, count) -> {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "bucket " + bucket + " counts " + count + "; empty ones are left out");
            }
        });
        mean = rounded(mean);
    }

    public static Sketch empty() {
        return new Sketch(new TreeMap<>(), 0, 0, 0);
    }

    /** The sketch of numbers that are at hand; what is not a number is left out. */
    public static Sketch of(double... values) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                counts.merge(Buckets.of(value), 1L, Long::sum);
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                count++;
            }
        }
        return count == 0 ? empty() : new Sketch(counts, min, max, sum / count);
    }

    /** How many numbers there are. */
    @JsonIgnore
    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @JsonIgnore
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Both distributions together. */
    public Sketch plus(Sketch other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        TreeMap<Integer, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((bucket, count) -> sum.merge(bucket, count, Long::sum));
        double here = (double) count();
        double there = (double) other.count();
        return new Sketch(
                sum,
                Math.min(min, other.min),
                Math.max(max, other.max),
                mean * (here / (here + there)) + other.mean * (there / (here + there)));
    }

    /**
     * The number below which a part of all numbers lies.
     *
     * @param part in [0, 1]; 0.5 asks for the median
     * @return 0 where there is no number
     */
    public double quantile(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("a quantile is asked for by a part in [0, 1], not " + part);
        }
        long rank = Math.max(1, (long) Math.ceil(part * count()));
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Math.max(min, Math.min(max, Buckets.lowerBound(bucket.getKey())));
            }
        }
        return 0;
    }

    /** How many numbers are smaller than a bound; exact for bounds of three significant digits. */
    public long below(double bound) {
        return counts.headMap(Buckets.of(bound)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(NINE_DIGITS).doubleValue() : value;
    }
}
