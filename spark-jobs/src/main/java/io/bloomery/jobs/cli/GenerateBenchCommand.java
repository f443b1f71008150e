package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.jobs.bench.GenerateBench;
import io.bloomery.jobs.bench.GenerateResult;
import io.bloomery.model.kernel.KernelOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bloomery bench generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Measure how fast GPT-2 124M continues one text, cold and warm.",
        footer = {"", "Example:", "  bloomery bench generate --against-pytorch .venv/bin/python --json"})
final class GenerateBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "That each text is continued by, in [2, 1008].")
    private int tokens;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads, in [1, 1024]; as many as there are cores by default.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--against-pytorch",
            paramLabel = "PYTHON",
            description = "Also have transformers of this interpreter do the same with a model of the same sizes.")
    private String python;

    @Option(names = "--json", description = "Print JSON rather than lines.")
    private boolean json;

    private final Console console;

    GenerateBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        GenerateBench bench = bench();
        GenerateResult result = bench.run();
        if (python != null) {
            result = bench.beside(result, python);
        }
        console.out().println(json ? new ObjectMapper().writeValueAsString(result) : lines(result));
        return 0;
    }

    private GenerateBench bench() {
        if (threads > 1024) {
            throw new ParameterException(spec.commandLine(), "--threads must be in [1, 1024] but is " + threads);
        }
        try {
            return new GenerateBench(tokens, new KernelOptions(KernelOptions.Precision.FLOAT32, threads));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static String lines(GenerateResult result) {
        String ours = String.format(
                Locale.ROOT,
                "%s: %.1f tokens/s, %.1f cold; first token after %.3f s",
                result.name(),
                result.tokensPerSecond(),
                result.cold(),
                result.firstTokenSeconds());
        return result.ratio() == null
                ? ours
                : ours
                        + String.format(
                                Locale.ROOT,
                                "%ntransformers: %.1f tokens/s, %.1f cold; first token after %.3f s: %.2f times, %.2f cold",
                                result.transformers(),
                                result.transformersCold(),
                                result.transformersFirstToken(),
                                result.ratio(),
                                result.coldRatio());
    }
}
