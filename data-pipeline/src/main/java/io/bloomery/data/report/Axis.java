package io.bloomery.data.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis: values from {@code low} to {@code high} laid over {@code length} units from {@code start}.
 *
 * @param length negative where values grow upwards on a page that counts downwards
 */
record Axis(double low, double high, double start, double length) {

    Axis {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException(
                    "an axis runs from a finite value to a greater one, not " + low + " to " + high);
        }
    }

    /** An axis that holds all values between two, widened where they are the same. */
    static Axis over(double low, double high, double start, double length) {
        double margin = low < high ? 0 : Math.max(1, Math.abs(low) * 0.1);
        return new Axis(low - margin, high + margin, start, length);
    }

    double at(double value) {
        return start + (value - low) / (high - low) * length;
    }

    /** Round values inside the axis, about as many as wanted: steps of 1, 2 or 5 times a power of ten. */
    List<Double> ticks(int wanted) {
        double rough = (high - low) / wanted;
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double leading = rough / decade;
        double step = decade * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        double slack = step * 1e-9;
        for (double i = Math.ceil((low - slack) / step); i * step <= high + slack; i++) {
            ticks.add(i * step + 0.0); // never -0
        }
        return ticks;
    }

    /** A coordinate with as many decimals as a screen can show. */
    static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
