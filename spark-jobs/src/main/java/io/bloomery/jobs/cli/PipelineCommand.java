package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.pipeline.LineStage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery pipeline}. */
@Command(
        name = "pipeline",
        description = "Run the stages in order, skip what is already there, and write a report.",
        footer = {
            "",
            "Examples:",
            "  bloomery pipeline --config my.conf",
            "  bloomery pipeline --config my.conf --until dedupe",
            "  spark-submit --class io.bloomery.jobs.cli.Main bloomery.jar pipeline --config hdfs:///conf/my.conf"
        })
final class PipelineCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--until",
            paramLabel = "STAGE",
            defaultValue = "export",
            description = "Last stage to run (default: ${DEFAULT-VALUE}).",
            converter = LineStageConverter.class)
    private LineStage last;

    private final Console console;

    PipelineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options);
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        return Recorded.run(loaded, options, "pipeline", console, invocation -> new WholeLine(invocation, console)
                .run(last, List.of()));
    }
}
