package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.export.ExportStage;
import io.bloomery.jobs.generate.GeneratedText;
import io.bloomery.jobs.generate.TextGenerator;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.storage.TableCheck;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.model.export.ModelFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery generate}. */
@Command(
        name = "generate",
        description = "Let an exported model continue texts; in cluster mode into texts.txt (.jsonl) beside run.json.",
        footer = {
            "",
            "Examples:",
            "  bloomery generate --prompt 'Returns the'                  shown as it is written",
            "  bloomery generate --model gpt2 --prompt 'Throws' --greedy --max-tokens 40 --stop '.'",
            "  bloomery generate --prompts prompts.txt --json --top-p 0.9 --min-p 0.05 --repetition-penalty 1.2",
        })
final class GenerateCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private CommonOptions options;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "Text to continue; repeatable. None: a new text.")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "A local file with a text to continue on each line.")
    private Optional<Path> promptFile = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Folder of an exported model; default: the newest under storage.root.")
    private String model = "";

    @Option(names = "--json", description = "Print a JSON object a text: prompt, text, tokens, end.")
    private boolean json;

    @Mixin
    private SamplingOptions sampling;

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options, List.of(), sampling.settings());
        if (options.printConfig()) {
            console.out().print(loaded.rendered());
            return 0;
        }
        if (Main.onCluster()) {
            return Recorded.run(loaded, options, "generate", console, invocation -> {
                try (PrintStream out = runFile(invocation)) {
                    generate(invocation, out);
                    if (out.checkError()) {
                        throw new IOException("cannot write the texts to " + invocation.directory());
                    }
                }
                return List.of();
            });
        }
        try (Invocation invocation = Invocation.open(loaded, options, console.err())) {
            generate(invocation, console.out());
        }
        return 0;
    }

    /** Beside run.json: nobody sees the standard output of a driver on a cluster. */
    private PrintStream runFile(Invocation invocation) throws IOException {
        org.apache.hadoop.fs.Path file =
                new org.apache.hadoop.fs.Path(invocation.directory(), json ? "texts.jsonl" : "texts.txt");
        return new PrintStream(invocation.store().fileSystem().create(file, true), false, StandardCharsets.UTF_8);
    }

    private void generate(Invocation invocation, PrintStream out) throws IOException {
        org.apache.hadoop.fs.Path folder = folder(invocation.store());
        FileSystem fileSystem = folder.getFileSystem(invocation.hadoop());
        requireWhole(invocation.store(), fileSystem, folder);
        try (TextGenerator generator =
                TextGenerator.open(fileSystem, folder, invocation.config().generate())) {
            write(generator, prompts(), out);
        }
    }

    /** Of a folder that another program wrote nothing is known to compare it with. */
    private static void requireWhole(TableStore store, FileSystem fileSystem, org.apache.hadoop.fs.Path folder)
            throws IOException {
        TableStore there = new TableStore(fileSystem, folder);
        Optional<PublishedTable> published = there.open(ExportStage.MODEL, there.root());
        if (published.isPresent()) {
            new TableCheck(store, file -> !file.equals(ModelFolder.DL4J_ZIP)).require(there, published.get());
        }
    }

    private void write(TextGenerator generator, List<String> texts, PrintStream out) throws IOException {
        if (json) {
            for (GeneratedText text : generator.continuations(texts, (number, piece) -> {})) {
                out.println(JSON.writeValueAsString(text));
            }
        } else if (texts.size() == 1) {
            out.print(texts.get(0));
            out.flush();
            generator.continuations(texts, (number, piece) -> {
                out.print(piece);
                out.flush();
            });
            out.println();
        } else {
            for (GeneratedText text : generator.continuations(texts, (number, piece) -> {})) {
                out.println(text.prompt() + text.text());
            }
        }
    }

    private List<String> prompts() throws IOException {
        List<String> all = new ArrayList<>(prompts);
        if (promptFile.isPresent()) {
            try {
                all.addAll(Files.readAllLines(promptFile.get()));
            } catch (NoSuchFileException e) {
                throw new BloomeryException(
                        ErrorCode.INPUT_MISSING,
                        "there is no file of prompts " + promptFile.get(),
                        "Check the path given with --prompts.",
                        e);
            }
        }
        return all.isEmpty() ? List.of("") : all;
    }

    private org.apache.hadoop.fs.Path folder(TableStore store) throws IOException {
        if (!model.isEmpty()) {
            return new org.apache.hadoop.fs.Path(model);
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
