package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.jobs.bench.CrawlBench;
import io.bloomery.jobs.bench.CrawlBenchResult;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
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
            "  bloomery bench crawl --pages 100000 --polite-seconds 0"
        })
final class CrawlBenchCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "50000",
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
            Map<String, CrawlBenchResult> results = new LinkedHashMap<>();
            if (pages > 0) {
                results.put("fast", bench.fast(pages, hosts, pageBytes));
            }
            if (politeSeconds > 0) {
                results.put("polite", bench.polite(Duration.ofSeconds(politeSeconds), hosts, pageBytes));
            }
            invocation.store().discard(tables);
            print(results);
        }
        return 0;
    }

    private void print(Map<String, CrawlBenchResult> results) throws IOException {
        if (json) {
            console.out()
                    .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results));
            return;
        }
        results.forEach((name, result) -> console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%-7s %,8d pages of %d hosts in %,.1f s: %,.0f pages/s, %.0f %% of what pauses allow, %d too soon",
                        name,
                        result.pages(),
                        result.hosts(),
                        result.crawlSeconds(),
                        result.pagesPerSecond(),
                        100 * result.allowedShare(),
                        result.tooSoon())));
    }
}
