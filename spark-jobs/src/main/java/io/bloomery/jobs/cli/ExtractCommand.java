package io.bloomery.jobs.cli;

import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.extract.HtmlExtractor;
import io.bloomery.jobs.extract.FolderExtraction;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery extract}. */
@Command(
        name = "extract",
        description = {
            "Main text of every .html and .html.gz file of a folder:",
            "{\"id\": file name without endings, \"url\": ..., \"text\": ...} a line, sorted by id."
        },
        footer = {
            "",
            "Examples:",
            "  bloomery extract --input pages --output texts.jsonl",
            "  bloomery extract --input pages --output texts.jsonl --json-with metadata",
            "  bloomery extract --input pages --output texts.jsonl --set clean.extract.all-text=true"
        })
final class ExtractCommand implements Callable<Integer> {

    /** What a line can hold beside id, url and text. */
    enum Addition {
        metadata
    }

    @Mixin
    private CommonOptions options;

    @Option(names = "--input", paramLabel = "DIR", required = true, description = "Folder with the pages.")
    private String input;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where the texts go; replaced.")
    private String output;

    @Option(
            names = "--json-with",
            paramLabel = "metadata",
            description = "Add title, author, date, language, license, charset, cut and page_type to each line.")
    private Addition addition;

    private final Console console;

    ExtractCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Invocation invocation = Invocation.open(Settings.load(options), options, console.err())) {
            if (options.printConfig()) {
                console.out().print(invocation.renderedConfig());
                return 0;
            }
            ExtractConfig config = invocation.config().clean().extract();
            Configuration hadoop = invocation.hadoop();
            Path folder = new Path(input);
            Path target = new Path(output);
            int pages = new FolderExtraction(
                            new HtmlExtractor(config),
                            config.maxBytes(),
                            addition == Addition.metadata,
                            invocation.progress())
                    .run(folder.getFileSystem(hadoop), folder, target.getFileSystem(hadoop), target);
            console.err().println("extracted " + pages + " pages into " + output);
            return 0;
        }
    }
}
