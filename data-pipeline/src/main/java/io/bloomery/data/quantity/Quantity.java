package io.bloomery.data.quantity;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: {@code 1,234,567}, {@code 12.3 MB}, {@code 3 min 12 s}; the same in every locale. */
public final class Quantity {

    private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final double BYTES_PER_UNIT = 1000;
    private static final double ROUNDS_UP = 999.95; // would be written as 1000.0
    private static final double LARGE = 1_000_000;
    private static final double SMALL = 0.001;

    private Quantity() {}

    /** A whole number with a comma between thousands. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A size in decimal units with three significant digits at least. */
    public static String bytes(long value) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= (unit == 0 ? BYTES_PER_UNIT : ROUNDS_UP) && unit < BYTE_UNITS.length - 1) {
            scaled /= BYTES_PER_UNIT;
            unit++;
        }
        return unit == 0 ? count(value) + " bytes" : String.format(Locale.ROOT, "%.1f %s", scaled, BYTE_UNITS[unit]);
    }

    /** A duration by its two largest units; below ten seconds with a decimal. */
    public static String duration(Duration value) {
        long seconds = value.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", value.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : count(seconds / 3600) + " h " + seconds % 3600 / 60 + " min";
    }

    /** A measured value with as many digits as carry meaning. */
    public static String decimal(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
        }
        double magnitude = Math.abs(value);
        if (value == Math.rint(value) && magnitude < LARGE) {
            return count((long) value);
        }
        if (magnitude >= LARGE || magnitude < SMALL) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, magnitude >= 100 ? "%,.0f" : magnitude >= 10 ? "%.1f" : "%.3f", value);
    }

    /** A number that a person has set, with all its digits: {@code 0.05}, {@code 100,000}. */
    public static String exact(double value) {
        if (!Double.isFinite(value) || Math.abs(value) >= LARGE * LARGE) {
            return decimal(value);
        }
        return value == Math.rint(value)
                ? count((long) value)
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** A part of a whole in percent; a dash where there is no whole. */
    public static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }

    /** A part of a whole, in [0, 1], in percent. */
    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * part);
    }

    /** A change in percentage points, with its sign. */
    public static String points(double points) {
        return String.format(Locale.ROOT, "%+.1f", points + 0.0);
    }

    /** A bound of an axis, as short as it can be: {@code 500}, {@code 2k}, {@code 1.5M}, {@code 0.25}. */
    public static String tick(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 1e9) {
            return shortest(value / 1e9) + "G";
        }
        if (magnitude >= 1e6) {
            return shortest(value / 1e6) + "M";
        }
        return magnitude >= 1e3 ? shortest(value / 1e3) + "k" : shortest(value);
    }

    private static String shortest(double value) {
        String digits = String.format(Locale.ROOT, "%.3f", value);
        return digits.replaceAll("\\.?0+$", "");
    }
}
