package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.jobs.bench.DedupeBench;
import io.bloomery.jobs.bench.DedupeBenchResult;
import io.bloomery.jobs.bench.PlantedSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery bench dedupe}. */
@Command(
        name = "dedupe",
        mixinStandardHelpOptions = true,
        description = "Remove planted duplicates from made-up documents: time, memory, recall and precision.",
        footer = {
            "",
            "Examples:",
            "  bloomery bench dedupe --documents 100000 --json",
            "  bloomery bench dedupe --documents 100000,200000",
            "  bloomery bench dedupe --documents 1000000 --one-cluster"
        })
final class DedupeBenchCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--documents",
            paramLabel = "N",
            split = ",",
            defaultValue = "100000",
            description = "How many; several numbers are measured one after another (default: ${DEFAULT-VALUE}).")
    private List<Long> documents = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Other seeds give other documents (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--one-cluster",
            description = "Plant documents that are all near-duplicates of each other, the worst case.")
    private boolean oneCluster;

    @Option(names = "--json", description = "Print JSON rather than a table.")
    private boolean json;

    private final Console console;

    DedupeBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Invocation invocation = Invocation.open(Settings.load(options), options, console.err())) {
            Path tables = invocation.scratch("bench-dedupe");
            DedupeBench bench =
                    new DedupeBench(invocation.config().dedupe(), invocation.runner(tables), invocation::spark);
            List<DedupeBenchResult> results = new ArrayList<>();
            for (long count : documents) {
                results.add(bench.run(new PlantedSize(count, seed, oneCluster)));
                invocation.store().discard(tables);
            }
            print(results);
        }
        return 0;
    }

    private void print(List<DedupeBenchResult> results) throws IOException {
        if (json) {
            console.out()
                    .println(new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of("results", results)));
            return;
        }
        for (DedupeBenchResult result : results) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%,10d documents %,8.1f s %,8.1f s of CPU, recall %.4f, precision %.4f, heap %,d MB",
                            result.documents(),
                            result.seconds(),
                            result.cpuSeconds(),
                            result.recall(),
                            result.precision(),
                            result.peakHeapBytes() >> 20));
        }
    }
}
