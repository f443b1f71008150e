package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How one stage went.
 *
 * @param skipped its tables were already there
 * @param duration zero where skipped
 */
public record StageSummary(String stage, boolean skipped, Duration duration) {
    public StageSummary {
        requireNonNull(stage, "stage");
        requireNonNull(duration, "duration");
    }
}
