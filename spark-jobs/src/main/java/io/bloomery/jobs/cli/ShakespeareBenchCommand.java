package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.jobs.bench.ShakespeareBench;
import io.bloomery.jobs.bench.ShakespeareResult;
import io.bloomery.model.kernel.KernelOptions;
import io.bloomery.model.kernel.KernelOptions.Precision;
import io.bloomery.model.optimize.Decay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bloomery bench shakespeare}. */
@Command(
        name = "shakespeare",
        mixinStandardHelpOptions = true,
        description = "Train nanoGPT's character model on a text and tell its loss on the last tenth.",
        footer = {"", "Example:", "  bloomery bench shakespeare --input tinyshakespeare.txt --json"})
final class ShakespeareBenchCommand implements Callable<Integer> {

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "UTF-8 text, at most 64 MiB.")
    private Path input;

    @Option(
            names = "--decay",
            paramLabel = "HOW",
            defaultValue = "wsd",
            description = "How the learning rate falls: ${COMPLETION-CANDIDATES}; nanoGPT takes the cosine.")
    private Decay decay;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1337", description = "Of weights and batches.")
    private long seed;

    @Option(names = "--json", description = "Print JSON rather than a line.")
    private boolean json;

    private final Console console;

    ShakespeareBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        KernelOptions options =
                new KernelOptions(Precision.FLOAT32, Runtime.getRuntime().availableProcessors());
        ShakespeareResult result = new ShakespeareBench(BenchText.read(input), options, decay, seed)
                .run(step -> console.err().println("step " + step));
        console.out()
                .println(
                        json
                                ? new ObjectMapper().writeValueAsString(result)
                                : String.format(
                                        Locale.ROOT,
                                        "validation loss %.4f after %d steps with decay %s in %.1f s, %,.0f tokens/s",
                                        result.validationLoss(),
                                        result.steps(),
                                        result.decay(),
                                        result.seconds(),
                                        result.tokensPerSecond()));
        return 0;
    }
}
