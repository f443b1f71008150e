package io.bloomery.jobs.cli;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.report.ConsoleSummary;
import io.bloomery.data.report.Generation;
import io.bloomery.data.report.HtmlReport;
import io.bloomery.data.report.LineReport;
import io.bloomery.jobs.export.ExportStage;
import io.bloomery.jobs.generate.TextGenerator;
import io.bloomery.jobs.pipeline.Line;
import io.bloomery.jobs.pipeline.LineStage;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** Runs the line up to a stage, then tells how it went: a summary on standard output and a report beside the tables. */
final class WholeLine {

    private final Invocation invocation;
    private final Console console;

    WholeLine(Invocation invocation, Console console) {
        this.invocation = invocation;
        this.console = console;
    }

    /**
     * Runs and reports.
     *
     * @param prompts what a finished model continues for the report
     */
    List<StageOutcome> run(LineStage last, List<String> prompts) throws IOException {
        Line line = invocation.line();
        List<StageOutcome> outcomes = new ArrayList<>();
        try {
            line.run(invocation.runner(), last, outcome -> {
                outcomes.add(outcome);
                invocation.gate().require(outcome, invocation.progress());
            });
        } catch (BloomeryException e) {
            if (e.code() == ErrorCode.BAD_DATA && !outcomes.isEmpty()) {
                report(line, outcomes, List.of()); // shows why a check does not hold
            }
            throw e;
        }
        if (outcomes.stream().allMatch(StageOutcome::skipped)) {
            console.out().println("nothing to do: every stage was already there");
            outcomes.forEach(outcome -> console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %-18s %s",
                            outcome.primary().table(),
                            outcome.primary().path())));
            return outcomes;
        }
        report(line, outcomes, last == LineStage.EXPORT ? generations(outcomes, prompts) : List.of());
        return outcomes;
    }

    private void report(Line line, List<StageOutcome> outcomes, List<Generation> generations) throws IOException {
        TableStore store = invocation.store();
        Path config = new Path(invocation.directory(), "config.conf");
        LineReport report = new ReportPage(invocation).gather(line, outcomes, generations, "");
        Path page = new Path(invocation.directory(), "report.html");
        store.fileSystem().mkdirs(invocation.directory());
        store.writeAtomically(page, HtmlReport.render(report));
        store.writeAtomically(config, invocation.renderedConfig());
        console.out().print(ConsoleSummary.render(report));
        console.out().println("config: " + config + " (run single stages on these tables with --config FILE)");
        console.out().println("report: " + page);
    }

    private List<Generation> generations(List<StageOutcome> outcomes, List<String> prompts) throws IOException {
        Path model = outcomes.get(outcomes.size() - 1).table(ExportStage.MODEL).path();
        List<Generation> generations = new ArrayList<>();
        try (TextGenerator generator = TextGenerator.open(
                invocation.store().fileSystem(), model, invocation.config().generate())) {
            for (String prompt : prompts) {
                generations.add(new Generation(prompt, generator.continuation(prompt)));
            }
        }
        return generations;
    }
}
