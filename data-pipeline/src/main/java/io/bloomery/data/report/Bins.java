package io.bloomery.data.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fixed bounds between which values are counted, so that counts of parts of a corpus can be added.
 *
 * <p>Bin {@code i} holds values from {@code bounds[i]} (inclusive) to {@code bounds[i + 1]} (exclusive). What lies below
 * the first bound counts into the first bin, what lies at or above the last bound into the last.
 *
 * @param bounds ascending, two at least, finite
 */
public record Bins(List<Double> bounds) implements Serializable {

    private static final double[] STEPS_PER_DECADE = {1, 2, 5};

    public Bins {
        bounds = List.copyOf(bounds);
        if (bounds.size() < 2) {
            throw new IllegalArgumentException("bins need two bounds at least but have " + bounds.size());
        }
        for (int i = 1; i < bounds.size(); i++) {
            if (!(bounds.get(i - 1) < bounds.get(i)) || Double.isInfinite(bounds.get(i) - bounds.get(i - 1))) {
                throw new IllegalArgumentException("bounds must be finite and ascend but are " + bounds);
            }
        }
    }

    /** Bins of equal width. */
    public static Bins linear(double from, double to, int count) {
        List<Double> bounds = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            bounds.add(from + (to - from) * i / count);
        }
        return new Bins(bounds);
    }

    /** Bounds 1, 2, 5, 10, 20, 50 … from a power of ten up to another, for lengths and sizes. */
    public static Bins logarithmic(int fromExponent, int toExponent) {
        List<Double> bounds = new ArrayList<>();
        for (int exponent = fromExponent; exponent < toExponent; exponent++) {
            double decade = Math.pow(10, exponent);
            Arrays.stream(STEPS_PER_DECADE).map(step -> step * decade).forEach(bounds::add);
        }
        bounds.add(Math.pow(10, toExponent));
        return new Bins(bounds);
    }

    public int count() {
        return bounds.size() - 1;
    }

    /** The bin of a value, in [0, count); takes O(log count). */
    public int indexOf(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a value that is not a number belongs to no bin");
        }
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (value >= bounds.get(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
