package io.bloomery.data.check;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * Whether a check held.
 *
 * @param stage whose output was looked at
 * @param measured empty where no document has the number
 */
public record CheckOutcome(String stage, Check check, OptionalDouble measured, boolean passed) {
    public CheckOutcome {
        requireNonNull(stage, "stage");
        requireNonNull(check, "check");
        requireNonNull(measured, "measured");
    }
}
