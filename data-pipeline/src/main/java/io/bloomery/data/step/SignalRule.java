package io.bloomery.data.step;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * A rule that stores one number of the text and leaves the text as it is.
 *
 * @param signal name of the number
 * @param limits what the number is judged by
 */
public record SignalRule(String signal, Measurement measurement, List<Limit> limits) implements Rule {

    /** A pure function of a draft. */
    @FunctionalInterface
    public interface Measurement extends Serializable {

        double of(Draft draft);
    }

    public SignalRule {
        requireNonNull(signal, "signal");
        requireNonNull(measurement, "measurement");
        limits = List.copyOf(limits);
    }

    /** A rule that drops a document whose number is above a limit. */
    public static SignalRule atMost(String signal, double limit, Measurement measurement) {
        return new SignalRule(signal, measurement, List.of(Limit.atMost(signal, limit)));
    }

    /** A rule that drops a document whose number is below a limit. */
    public static SignalRule atLeast(String signal, double limit, Measurement measurement) {
        return new SignalRule(signal, measurement, List.of(Limit.atLeast(signal, limit)));
    }

    /** A rule that drops a document whose number is below one limit or above another. */
    public static SignalRule between(String signal, double min, double max, Measurement measurement) {
        return new SignalRule(signal, measurement, List.of(Limit.atLeast(signal, min), Limit.atMost(signal, max)));
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(signal, measurement.of(draft));
    }

    @Override
    public List<String> signals() {
        return List.of(signal);
    }
}
