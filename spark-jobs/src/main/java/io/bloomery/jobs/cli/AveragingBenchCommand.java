package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.bench.AveragingBench;
import io.bloomery.jobs.bench.AveragingRow;
import io.bloomery.jobs.bench.RoundCostBench;
import io.bloomery.jobs.bench.RoundCostResult;
import io.bloomery.jobs.run.Sessions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bloomery bench averaging}. */
@Command(
        name = "averaging",
        mixinStandardHelpOptions = true,
        description =
                "Train nanoGPT's character model with replicas that meet now and then, and tell loss and traffic.",
        footer = {
            "",
            "Examples:",
            "  bloomery bench averaging --input tinyshakespeare.txt --json",
            "  bloomery bench averaging --input tinyshakespeare.txt --only synchronous-4-1,diloco-4-30 --steps 500",
            "  bloomery bench averaging --round",
            "  bloomery bench averaging --round --workers 8 --layers 4 --master local-cluster[4,2,4096]"
        })
final class AveragingBenchCommand implements Callable<Integer> {

    @Option(names = "--input", paramLabel = "FILE", description = "UTF-8 text, at most 64 MiB.")
    private Path input = Path.of("tinyshakespeare.txt");

    @Option(names = "--steps", paramLabel = "N", defaultValue = "2000", description = "Of every replica.")
    private int steps;

    @Option(names = "--only", paramLabel = "ROW", split = ",", description = "Rows as OPTIMIZER-WORKERS-INTERVAL.")
    private List<String> only = AveragingBench.rows();

    @Option(names = "--round", description = "Measure what a meeting costs for GPT-2's 124 million parameters instead.")
    private boolean round;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "Of --round; 3 GB of memory each.")
    private int workers;

    @Option(
            names = "--layers",
            paramLabel = "N",
            defaultValue = "12",
            description = "Of --round; fewer of GPT-2's 12 where replicas have less memory.")
    private int layers;

    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "local-cluster[2,1,4096]",
            description = "Spark for --round; two executors of this machine if nothing else is said.")
    private String master;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1337", description = "Of weights and batches.")
    private long seed;

    @Option(names = "--json", description = "Print a line of JSON a row rather than a table.")
    private boolean json;

    private final Console console;

    AveragingBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (round) {
            return measureRound();
        }
        if (steps < 1 || !AveragingBench.rows().containsAll(only)) {
            throw new BloomeryException(
                    ErrorCode.USAGE,
                    "--steps must be positive and --only must name rows of the table",
                    "The rows are " + String.join(", ", AveragingBench.rows()) + ".");
        }
        AveragingBench bench = new AveragingBench(BenchText.read(input), steps, seed);
        for (String row : only) {
            console.out().println(line(bench.run(row)));
        }
        return 0;
    }

    private int measureRound() throws IOException {
        if (workers < 1 || layers < 1 || layers > 12) {
            throw new BloomeryException(
                    ErrorCode.USAGE,
                    "--workers must be positive and --layers in [1, 12]",
                    "GPT-2's 124 million parameters have 12 layers.");
        }
        try (JavaSparkContext spark =
                new JavaSparkContext(Sessions.start("bloomery bench averaging", master, localCluster())
                        .sparkContext())) {
            RoundCostResult result = new RoundCostBench(spark, workers, layers).run(console.err()::println);
            console.out().println(new ObjectMapper().writeValueAsString(result));
        }
        return 0;
    }

    /** Lets Spark start executors from the class path of this process rather than from an installation, and log as it does. */
    private static Map<String, String> localCluster() {
        String options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dlog4j2."))
                .collect(Collectors.joining(" "));
        return Map.of(
                "spark.executor.memory", "3g",
                "spark.executor.extraClassPath", System.getProperty("java.class.path"),
                "spark.executor.extraJavaOptions", options,
                "spark.executorEnv.SPARK_TESTING", "1",
                "spark.executorEnv.SPARK_SCALA_VERSION", "2.12",
                "spark.executorEnv.SPARK_HOME", System.getProperty("java.io.tmpdir"),
                "spark.ui.enabled", "false");
    }

    private String line(AveragingRow row) throws IOException {
        return json
                ? new ObjectMapper().writeValueAsString(row)
                : String.format(
                        Locale.ROOT,
                        "%-11s  workers %d  interval %3d  %-8s  rate %.2e  validation loss %.4f  %,15d bytes  %6.1f s",
                        row.optimizer(),
                        row.workers(),
                        row.interval(),
                        row.delta(),
                        row.innerRate(),
                        row.validationLoss(),
                        row.bytes(),
                        row.seconds());
    }
}
