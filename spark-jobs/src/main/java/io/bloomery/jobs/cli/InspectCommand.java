package io.bloomery.jobs.cli;

import io.bloomery.jobs.inspect.ClusterInspection;
import io.bloomery.jobs.inspect.TableInspection;
import io.bloomery.jobs.inspect.WhyDropped;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloomery inspect}. */
@Command(
        name = "inspect",
        description = "Show what a table holds, or why a document is not in the corpus.",
        footer = {
            "",
            "Examples:",
            "  bloomery inspect                              list all tables",
            "  bloomery inspect dedupe_documents --sample 5  schema, files, counters and five rows",
            "  bloomery inspect clean_rejects/3fa9 --json    the manifest of one version",
            "  bloomery inspect --why http://site.test/page  which rule dropped a page, at which limit, set where",
            "  bloomery inspect --cluster 1f0c8a…            copies of a document, and in which words they differ"
        })
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "Name, name/fingerprint or path of a table; without it all tables are listed.")
    private String table = "";

    @Option(names = "--why", paramLabel = "URL", description = "Follow this URL or document id through the tables.")
    private String why = "";

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            description =
                    "Show the documents of a cluster, or those that a document is a copy of, and how they differ.")
    private String cluster = "";

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rows to show (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--json", description = "Print the manifest as it is.")
    private boolean json;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Invocation invocation = Invocation.open(Settings.load(options), options, console.err())) {
            if (options.printConfig()) {
                console.out().print(invocation.renderedConfig());
            } else {
                answer(invocation).forEach(console.out()::println);
            }
            return 0;
        }
    }

    private List<String> answer(Invocation invocation) throws IOException {
        if (!why.isEmpty()) {
            return new WhyDropped(invocation.store(), invocation::spark, new LimitSettings(invocation)).explain(why);
        }
        if (!cluster.isEmpty()) {
            boolean coloured = CommandLine.Help.Ansi.AUTO.enabled();
            return new ClusterInspection(invocation.store(), invocation::spark, coloured).show(cluster);
        }
        TableInspection inspection = new TableInspection(invocation.store(), invocation::spark);
        if (table.isEmpty()) {
            List<String> tables = inspection.tables();
            return tables.isEmpty()
                    ? List.of("no tables under " + invocation.store().root() + " yet; `bloomery quickstart` makes some")
                    : tables;
        }
        PublishedTable found = inspection.find(table);
        return json ? List.of(found.manifest().toJson()) : inspection.describe(found, samples);
    }
}
