package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.config.LoadedConfig;
import io.bloomery.jobs.bench.BenchPages;
import io.bloomery.jobs.bench.BenchResult;
import io.bloomery.jobs.bench.CurationBench;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.quickstart.JavadocJars;
import io.bloomery.jobs.quickstart.QuickstartConfig;
import io.bloomery.jobs.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery bench curation}. */
@Command(
        name = "curation",
        mixinStandardHelpOptions = true,
        description = "Measure extraction, FineWeb's rules and MinHash signatures on one core and on all.",
        footer = {
            "",
            "Examples:",
            "  bloomery bench curation --json",
            "  bloomery bench curation --input pages/ --against-peers .venv/bin/python"
        })
final class CurationBenchCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--input",
            paramLabel = "DIR",
            description = "Folder of .html and .html.gz pages; by default those of the quickstart.")
    private Path input;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of each measurement, in [1, 3600].")
    private int seconds;

    @Option(
            names = "--against-peers",
            paramLabel = "PYTHON",
            description =
                    "Also have datatrove and trafilatura of this interpreter work on the same input; how to install"
                            + " them stands in deploy/bench/README.md.")
    private String python;

    @Option(names = "--json", description = "Print JSON rather than a table.")
    private boolean json;

    private final Console console;

    CurationBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(options);
        BloomeryConfig config = loaded.value();
        List<byte[]> pages = input == null ? quickstartPages(config.quickstart()) : BenchPages.ofFolder(input);
        CurationBench bench = new CurationBench(
                config.clean(), config.dedupe().minHash(), Duration.ofSeconds(Math.max(1, Math.min(seconds, 3600))));
        console.err()
                .println("measuring on " + pages.size() + " pages; each of the speeds takes " + seconds
                        + " s and 10 s to warm up");
        List<BenchResult> results = python == null ? bench.run(pages) : bench.runAgainst(pages, python);
        print(results, pages.size());
        return 0;
    }

    private List<byte[]> quickstartPages(QuickstartConfig quickstart) throws IOException {
        Progress progress = Progress.silent();
        return BenchPages.ofJars(new JavadocJars(Path.of(quickstart.downloadDirectory()), progress)
                .resolve(quickstart.javadoc())
                .values());
    }

    private void print(List<BenchResult> results, int pages) throws IOException {
        if (json) {
            console.out()
                    .println(new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of("pages", pages, "results", results)));
            return;
        }
        for (BenchResult result : results) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-20s %2d threads %,10.1f %s/s %,10.1f a core second%s",
                            result.name(),
                            result.threads(),
                            result.perSecond(),
                            result.unit(),
                            result.perCoreSecond(),
                            result.peer() == null
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            "   %s %,.1f: %.1f times",
                                            result.peer(),
                                            result.peerPerCoreSecond(),
                                            result.ratio())));
        }
    }
}
