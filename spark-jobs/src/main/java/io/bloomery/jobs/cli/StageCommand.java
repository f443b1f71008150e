package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.pipeline.LineStage;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.storage.PublishedTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One stage of the line as a verb: {@code bloomery crawl}, {@code bloomery clean}, ... */
@Command
final class StageCommand implements Callable<Integer> {

    private final LineStage stage;
    private final Console console;

    @Mixin
    private CommonOptions options;

    private StageCommand(LineStage stage, Console console) {
        this.stage = stage;
        this.console = console;
    }

    /** The verb of a stage, with its help. */
    static CommandLine verb(LineStage stage, Console console) {
        CommandLine verb = new CommandLine(new StageCommand(stage, console));
        verb.getCommandSpec().name(stage.verb());
        verb.getCommandSpec()
                .usageMessage()
                .description(stage.purpose())
                .footer(
                        "",
                        "Examples:",
                        "  bloomery " + stage.verb() + " --config my.conf",
                        "  bloomery " + stage.example(),
                        "  spark-submit --class io.bloomery.jobs.cli.Main bloomery.jar " + stage.verb()
                                + " --config hdfs:///conf/my.conf");
        return verb;
    }

    @Override
    public Integer call() throws Exception {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options);
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        return Recorded.run(loaded, options, stage.verb(), console, invocation -> {
            if (!invocation.line().takes(stage)) {
                console.out().println(stage.verb() + ": nothing to do, this configuration leaves it out");
                return List.of();
            }
            StageOutcome outcome = invocation.run(invocation.line().stage(stage));
            print(outcome, console);
            return List.of(outcome);
        });
    }

    /** One line a table: its name, its rows, where it is. */
    static void print(StageOutcome outcome, Console console) {
        for (PublishedTable table : outcome.tables()) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-18s %,12d rows  %s",
                            table.table(),
                            table.manifest().rows(),
                            table.path()));
        }
    }
}
