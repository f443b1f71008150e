package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.report.ConsoleSummary;
import io.bloomery.data.report.HtmlReport;
import io.bloomery.data.report.LineReport;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.pipeline.Line;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery report}. */
@Command(
        name = "report",
        description =
                "Write the report of the tables that this configuration has made, and compare it with an earlier run.",
        footer = {
            "",
            "Examples:",
            "  bloomery report --config my.conf",
            "  bloomery report --config my.conf --against nightly-2026-11-21",
            "  bloomery report --config my.conf --against 3fa9c0 --output report.html"
        })
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--against",
            paramLabel = "RUN",
            description =
                    "Compare with this run: a run id, the first digits of a fingerprint, or the path of a table or"
                            + " its manifest; default: the version of each table before this one.")
    private String against = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write the page; default: <storage.root>/_runs/<run id>/report.html.")
    private String output = "";

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options);
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        try (Invocation invocation = Invocation.open(loaded, options, console.err())) {
            Line line = invocation.line();
            List<StageOutcome> outcomes = line.published();
            if (outcomes.isEmpty()) {
                throw new BloomeryException(
                        ErrorCode.INPUT_MISSING,
                        "this configuration has made no tables under "
                                + invocation.store().root(),
                        "Give the --config and --set that the stages ran with; a pipeline leaves them in config.conf.");
            }
            LineReport report = new ReportPage(invocation).gather(line, outcomes, List.of(), against);
            console.out().print(ConsoleSummary.render(report));
            console.out().println("report: " + write(invocation, HtmlReport.render(report)));
        }
        return 0;
    }

    private Path write(Invocation invocation, String page) throws IOException {
        Path named = output.isEmpty() ? new Path(invocation.directory(), "report.html") : new Path(output);
        FileSystem fileSystem = named.getFileSystem(invocation.hadoop());
        Path file = fileSystem.makeQualified(named);
        fileSystem.mkdirs(file.getParent());
        new TableStore(fileSystem, file.getParent()).writeAtomically(file, page);
        return file;
    }
}
