package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.export.ExportStageConfig;
import io.bloomery.jobs.export.ImportStage;
import io.bloomery.jobs.export.ImportedFolder;
import io.bloomery.jobs.run.StageOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery import}. */
@Command(
        name = "import",
        description = "Take in a GPT-2 or a Llama that transformers saved, as the newest version of the table model.",
        footer = {
            "",
            "Examples:",
            "  bloomery import --model gpt2",
            "  bloomery import --model hdfs:///models/TinyLlama --set storage.root=hdfs:///bloomery",
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description =
                    "Folder with config.json, safetensors files (with an index where there are several) and tokenizer.")
    private String model = "";

    private final Console console;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options);
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        return Recorded.run(loaded, options, "import", console, invocation -> {
            Path folder = new Path(model);
            ImportedFolder source = new ImportedFolder(folder.getFileSystem(invocation.hadoop()), folder);
            ExportStageConfig config = new ExportStageConfig(
                    invocation.config().export(), invocation.config().train().optimizer());
            StageOutcome outcome = invocation.run(new ImportStage(source, config));
            StageCommand.print(outcome, console);
            return List.of(outcome);
        });
    }
}
