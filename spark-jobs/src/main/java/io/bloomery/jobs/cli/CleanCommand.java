package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.pipeline.LineStage;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery clean}: the stage, or only its judgement. */
@Command(
        name = "clean",
        description = "Extract main text, identify the language, apply the rules of a profile.",
        footer = {
            "",
            "Examples:",
            "  bloomery clean --set 'clean.input=/data/cc/*.warc.gz' --set clean.profile=fineweb",
            "  bloomery clean --rescore --set clean.rules.multilingual.word-count.min=30",
            "  spark-submit --class io.bloomery.jobs.cli.Main bloomery.jar clean --config hdfs:///conf/my.conf"
        })
final class CleanCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--rescore",
            description = "Judge again, with the limits of this configuration, what an earlier clean of the same input"
                    + " measured; no page is read or extracted. Gives the same tables as clean.")
    private boolean rescore;

    private final Console console;

    CleanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options);
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        return Recorded.run(loaded, options, LineStage.CLEAN.verb(), console, invocation -> {
            Stage stage =
                    rescore ? invocation.line().rescore() : invocation.line().stage(LineStage.CLEAN);
            StageOutcome outcome = invocation.run(stage);
            StageCommand.print(outcome, console);
            return List.of(outcome);
        });
    }
}
