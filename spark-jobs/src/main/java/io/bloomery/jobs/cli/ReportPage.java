package io.bloomery.jobs.cli;

import io.bloomery.data.report.Generation;
import io.bloomery.data.report.LineReport;
import io.bloomery.jobs.pipeline.Line;
import io.bloomery.jobs.report.RunReport;
import io.bloomery.jobs.run.StageOutcome;
import java.io.IOException;
import java.util.List;

/** Gathers the report of an invocation. */
final class ReportPage {

    private final Invocation invocation;

    ReportPage(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * The report of stages that are done.
     *
     * @param against names the run to compare with; empty for the one before
     */
    LineReport gather(Line line, List<StageOutcome> outcomes, List<Generation> generations, String against)
            throws IOException {
        RunReport report = new RunReport(
                invocation::spark,
                invocation.store().fileSystem(),
                invocation.surveys(),
                invocation.gate(),
                invocation.config().report());
        return report.gather(
                outcomes,
                new RunReport.Request(
                        "Bloomery",
                        invocation.runId(),
                        generations,
                        invocation.renderedConfig(),
                        line.limits(),
                        against));
    }
}
