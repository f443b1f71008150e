package io.bloomery.data.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was run and where everything lies.
 *
 * @param title headline of the report
 * @param stages in the order they ran
 * @param configuration the resolved configuration, as HOCON
 */
public record RunSummary(
        String title, String runId, List<StageSummary> stages, List<Location> locations, String configuration) {
    public RunSummary {
        requireNonNull(title, "title");
        requireNonNull(runId, "runId");
        stages = List.copyOf(stages);
        locations = List.copyOf(locations);
        requireNonNull(configuration, "configuration");
    }
}
