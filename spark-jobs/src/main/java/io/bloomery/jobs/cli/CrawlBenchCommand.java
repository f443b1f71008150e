package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.jobs.bench.CrawlBench;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery bench crawl}. */
@Command(
        name = "crawl",
        mixinStandardHelpOptions = true,
        description = "Crawl made-up sites on loopback addresses: pages per second without pauses, and how much of what"
                + " their pauses allow is used.",
        footer = {
            "",
            "Examples:",
            "  bloomery bench crawl --json",
            "  bloomery bench crawl --pages 20000 --polite-seconds 0",
            "  BLOOMERY_HEAP=1g bloomery bench crawl --pages 0 --polite-seconds 0 --frontier 10000000"
        })
final class CrawlBenchCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Crawled without pauses; 0 leaves that out (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(
            names = "--polite-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "How long the crawl with pauses takes at least; 0 leaves that out (default: ${DEFAULT-VALUE}).")
    private int politeSeconds;

    @Option(
            names = "--frontier",
            paramLabel = "N",
            defaultValue = "0",
            description = "URLs of a frontier that a thousand pages are crawled from; 0 leaves that out (default:"
                    + " ${DEFAULT-VALUE}).")
    private long frontier;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            defaultValue = "50",
            description = "Hosts, at most 254 (default: ${DEFAULT-VALUE}).")
    private int hosts;

    @Option(
            names = "--page-bytes",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Size of a page (default: ${DEFAULT-VALUE}).")
    private int pageBytes;

    @Option(names = "--json", description = "Print JSON rather than a table.")
    private boolean json;

    private final Console console;

    CrawlBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Invocation invocation = Invocation.open(Settings.load(options), options, console.err())) {
            Path tables = invocation.scratch("bench-crawl");
            CrawlBench bench = new CrawlBench(
                    invocation.config().crawl(),
                    invocation.runner(tables),
                    new TableStore(invocation.store().fileSystem(), tables));
            Map<String, Object> results = new LinkedHashMap<>();
            if (pages > 0) {
                results.put("fast", bench.fast(pages, hosts, pageBytes));
            }
            if (politeSeconds > 0) {
                results.put("polite", bench.polite(Duration.ofSeconds(politeSeconds), hosts, pageBytes));
            }
            if (frontier > 0) {
                results.put("frontier", bench.frontier(frontier));
            }
            invocation.store().discard(tables);
            print(results);
        }
        return 0;
    }

    private void print(Map<String, Object> results) throws IOException {
        if (json) {
            console.out()
                    .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results));
            return;
        }
        results.forEach((name, result) -> console.out().println(name + ": " + result));
    }
}
