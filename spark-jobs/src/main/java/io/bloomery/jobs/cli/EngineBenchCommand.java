package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.jobs.bench.EngineBench;
import io.bloomery.jobs.bench.EngineCase;
import io.bloomery.jobs.bench.EngineResult;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.kernel.KernelProfile;
import io.bloomery.model.kernel.Kernels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bloomery bench engine}. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "Measure whole training steps: forward, backward, clipping and AdamW.",
        footer = {
            "",
            "Examples:",
            "  bloomery bench engine --only char-small,char-large --profile",
            "  bloomery bench engine --against-pytorch .venv/bin/python --json"
        })
final class EngineBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Configurations, of char-small, char-large, gpt2-64, gpt2-1024 and llama-60m; all by default.")
    private List<String> configurations = EngineCase.configurations();

    @Option(
            names = "--precision",
            split = ",",
            paramLabel = "TYPE",
            description = "Types of the factors of products: float32, bfloat16; both by default.")
    private List<Precision> precisions = List.of(Precision.FLOAT32, Precision.BFLOAT16);

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "Numbers of threads, each in [1, 1024]; as many as there are cores by default.")
    private List<Integer> threads = List.of(Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of each measurement and of the warm-up before it, in [1, 3600].")
    private int seconds;

    @Option(
            names = "--against-pytorch",
            paramLabel = "PYTHON",
            description = "Also have PyTorch of this interpreter make the same steps, eager and compiled, in turn.")
    private String python;

    @Option(names = "--profile", description = "Tell what each operation took, beside what products can reach here.")
    private boolean profile;

    @Option(names = "--json", description = "Print JSON rather than a table.")
    private boolean json;

    private final Console console;

    EngineBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        EngineBench bench = new EngineBench(Duration.ofSeconds(Math.max(1, Math.min(seconds, 3600))));
        List<EngineResult> results = new ArrayList<>();
        for (EngineCase which : cases()) {
            console.err().println("measuring " + which.name());
            KernelProfile profiled = new KernelProfile(Kernels.create(Kernels.AUTO, which.options()));
            EngineResult result = bench.run(which, profiled);
            if (python != null) {
                result = bench.beside(result, which, python);
            }
            results.add(result);
            if (!json) {
                print(result);
            }
            if (profile) {
                print(profiled, EngineBench.peak(which.options()));
            }
        }
        if (json) {
            console.out()
                    .println(new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of("results", results)));
        }
        return 0;
    }

    private List<EngineCase> cases() {
        if (threads.stream().anyMatch(count -> count < 1 || count > 1024)) {
            throw new ParameterException(spec.commandLine(), "--threads must be in [1, 1024] but is " + threads);
        }
        if (precisions.contains(Precision.TF32)) {
            throw new ParameterException(
                    spec.commandLine(), "--precision tf32 is for cards, and this measures processors");
        }
        try {
            return EngineCase.of(configurations, precisions, threads);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(EngineResult result) {
        String beside = result.pytorch() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "   PyTorch %,.0f eager, %,.0f compiled,%s: %.2f times",
                        result.eager(),
                        result.compiled(),
                        mebibytes(result.pytorchMemory()),
                        result.ratio());
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%-30s %,10.0f tokens/s%s%s",
                        result.name(),
                        result.tokensPerSecond(),
                        mebibytes(result.memory()),
                        beside));
    }

    private static String mebibytes(Long bytes) {
        return bytes == null ? "" : String.format(Locale.ROOT, " %,6d MiB", bytes >> 20);
    }

    /** On stderr, so that JSON on stdout stays JSON. */
    private void print(KernelProfile profiled, double peak) {
        Map<String, KernelProfile.Entry> entries = profiled.entries();
        double all = entries.values().stream()
                .mapToDouble(KernelProfile.Entry::seconds)
                .sum();
        double products = entries.values().stream()
                .filter(entry -> entry.operations() > 0)
                .mapToDouble(KernelProfile.Entry::seconds)
                .sum();
        double operations = entries.values().stream()
                .mapToDouble(KernelProfile.Entry::operations)
                .sum();
        entries.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, KernelProfile.Entry> entry) ->
                                entry.getValue().seconds(),
                        Comparator.reverseOrder()))
                .forEach(entry -> console.err()
                        .println(String.format(
                                Locale.ROOT,
                                "  %-20s %5.1f %%%s",
                                entry.getKey(),
                                100 * entry.getValue().seconds() / all,
                                entry.getValue().operations() > 0
                                        ? String.format(
                                                Locale.ROOT,
                                                " %8.0f GFLOP/s",
                                                entry.getValue().gigaflops())
                                        : "")));
        console.err()
                .println(String.format(
                        Locale.ROOT,
                        "  operations with products %.1f %%; the step reaches %.0f GFLOP/s, a product in the cache %.0f",
                        100 * products / all,
                        operations / all / 1e9,
                        peak));
    }
}
