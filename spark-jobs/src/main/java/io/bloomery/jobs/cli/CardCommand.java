package io.bloomery.jobs.cli;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.card.CardFolder;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.inspect.TableInspection;
import io.bloomery.jobs.run.StageOutcome;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.survey.Surveys;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloomery card}. */
@Command(
        name = "card",
        description = "Write the dataset card of a table, for the Hugging Face Hub.",
        footer = {
            "",
            "Examples:",
            "  bloomery card --config my.conf --output corpus   a folder to upload: README.md and data/",
            "  bloomery card dedupe_documents                   README.md beside the files of the newest version",
            "  bloomery card clean_documents/3fa9 --set card.license=cc-by-4.0"
        })
final class CardCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "Name, name/fingerprint or path of a table; default: the last corpus of this configuration.")
    private String table = "";

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder for the card and a copy of the files; without it the card goes beside the files.")
    private String output = "";

    private final Console console;

    CardCommand(Console console) {
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
            CardFolder cards = new CardFolder(loaded.value().card(), invocation.store(), invocation.surveys());
            console.out().println("card: " + write(cards, invocation));
        }
        return 0;
    }

    private Path write(CardFolder cards, Invocation invocation) throws IOException {
        PublishedTable documents = documents(invocation);
        if (output.isEmpty()) {
            return cards.besideTheFiles(documents);
        }
        Path folder = new Path(output);
        FileSystem target = folder.getFileSystem(invocation.hadoop());
        return cards.into(target.makeQualified(folder), target, documents);
    }

    private PublishedTable documents(Invocation invocation) throws IOException {
        if (!table.isEmpty()) {
            return new TableInspection(invocation.store(), invocation::spark).find(table);
        }
        return invocation.line().published().stream()
                .map(StageOutcome::primary)
                .filter(Surveys::isJudged)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new BloomeryException(
                        ErrorCode.INPUT_MISSING,
                        "this configuration has made no corpus under "
                                + invocation.store().root(),
                        "Name a table, or give the --config and --set that the stages ran with."));
    }
}
