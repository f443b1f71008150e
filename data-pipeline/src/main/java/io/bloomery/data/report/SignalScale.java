package io.bloomery.data.report;

import io.bloomery.data.step.Limit;
import io.bloomery.data.survey.Sketch;
import java.util.ArrayList;
import java.util.List;

/** Which bins show a distribution well: all but the outermost values, and the limits that lie near. */
final class SignalScale {

    private static final double LOWEST = 0.005;
    private static final double HIGHEST = 0.995;
    private static final int WANTED_BINS = 24;
    private static final double WIDE = 200;
    private static final double DIGITS = 1000;

    private SignalScale() {}

    /** Bins with bounds of three significant digits at most, so that counting a sketch in them is exact. */
    static Bins of(Sketch values, List<Limit> limits) {
        double low = values.quantile(LOWEST);
        double high = values.quantile(HIGHEST);
        for (Limit limit : limits) {
            if (limit.value() >= values.min() && limit.value() <= values.max()) {
                low = Math.min(low, limit.value());
                high = Math.max(high, limit.value());
            }
        }
        if (!(low < high)) {
            high = Math.max(high, values.max());
        }
        return low >= 0 && high >= WIDE && high > WIDE * Math.max(1, low)
                ? logarithmic(Math.max(1, low), high)
                : linear(low, high);
    }

    private static Bins logarithmic(double low, double high) {
        int from = (int) Math.floor(Math.log10(low));
        return Bins.logarithmic(from, (int) Math.floor(Math.log10(high)) + 1);
    }

    private static Bins linear(double low, double high) {
        double width = low < high ? high - low : Math.max(1, Math.abs(low));
        double finest = Math.max(Math.abs(low), Math.abs(high)) / DIGITS;
        double step = Math.max(nice(width / WANTED_BINS), nice(finest));
        List<Double> bounds = new ArrayList<>();
        double first = Math.floor(low / step * (1 + 1e-12));
        for (double i = first; bounds.size() < 2 || bounds.get(bounds.size() - 1) <= high; i++) {
            bounds.add(i * step + 0.0);
        }
        return new Bins(bounds);
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not smaller. */
    private static double nice(double least) {
        if (!(least > 0)) {
            return Double.MIN_NORMAL;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        double leading = least / decade;
        return decade * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    }
}
