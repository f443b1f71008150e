package io.bloomery.data.step;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How far one signal of a document may go.
 *
 * <p>Limits are data, apart from the measuring, so that stored signals can be judged again with other limits.
 *
 * @param rule what the reject table names when the limit is passed; kebab-case and stable
 * @param signal the measured number that is judged
 */
public record Limit(String rule, String signal, Bound bound, double value) implements Serializable {

    public Limit {
        requireNonNull(rule, "rule");
        requireNonNull(signal, "signal");
        requireNonNull(bound, "bound");
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("the limit of " + rule + " is not a number");
        }
    }

    /** A limit whose rule has the name of its signal. */
    public static Limit atMost(String signal, double value) {
        return new Limit(signal, signal, Bound.AT_MOST, value);
    }

    /** A limit whose rule has the name of its signal. */
    public static Limit atLeast(String signal, double value) {
        return new Limit(signal, signal, Bound.AT_LEAST, value);
    }

    /** Whether a number is within the limit; NaN never is. */
    public boolean allows(double measured) {
        return bound.allows(measured, value);
    }
}
