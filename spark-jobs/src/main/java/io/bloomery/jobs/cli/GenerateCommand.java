package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.export.ExportStage;
import io.bloomery.jobs.generate.TextGenerator;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery generate}. */
@Command(
        name = "generate",
        description = "Let an exported model continue texts.",
        footer = {
            "",
            "Examples:",
            "  bloomery generate --prompt 'Returns the'",
            "  bloomery generate --model bloomery-data/model/3fa9c1 --prompt 'Throws' --set generate.sampling.temperature=0",
        })
final class GenerateCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "Text to continue; repeatable. None: a new text.")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Folder of an exported model; default: the newest under storage.root.")
    private String model = "";

    private final Console console;

    GenerateCommand(Console console) {
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
            Path folder = folder(invocation.store());
            FileSystem fileSystem = folder.getFileSystem(invocation.hadoop());
            try (TextGenerator generator =
                    TextGenerator.open(fileSystem, folder, invocation.config().generate())) {
                for (String prompt : prompts.isEmpty() ? List.of("") : prompts) {
                    console.out().println(prompt + generator.continuation(prompt));
                }
            }
        }
        return 0;
    }

    private Path folder(TableStore store) throws IOException {
        if (!model.isEmpty()) {
            return new Path(model);
        }
        List<PublishedTable> models = store.versions(ExportStage.MODEL);
        if (models.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.INPUT_MISSING,
                    "there is no exported model under " + store.root(),
                    "Run `bloomery export` first, or name a folder with --model.");
        }
        return models.get(models.size() - 1).path();
    }
}
