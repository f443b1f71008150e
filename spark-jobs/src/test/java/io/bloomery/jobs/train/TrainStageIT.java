package io.bloomery.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.BloomeryConfig;
import io.bloomery.jobs.config.TestConfig;
import io.bloomery.jobs.run.StageRunner;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.checkpoint.LocalFolder;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.train.EventFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrainStageIT {

    private static final TrainingTables.Corpus CORPUS =
            new TrainingTables.Corpus(1, 100, 10, TrainingTables.CONTEXT_LENGTH + 1);
    private static final TrainStageConfig LONG = TrainingTables.regularized(2, 60, 1e-2);

    @TempDir
    private Path directory;

    @Test
    void learnsFromTheTrainSplitWithTwoWorkers() throws IOException {
        TrainingTables tables = TrainingTables.at(directory, CORPUS);
        PublishedTable checkpoints = tables.run(tables.trainStage(TrainingTables.config(2, 90, 1e-2)))
                .primary();
        Map<String, Double> metrics = checkpoints.manifest().metrics();
        assertThat(metrics.get("validation_loss")).isLessThan(2.9); // ln 257 = 5.5, ln 20 = 3.0
        assertThat(metrics.get("tokens")).isEqualTo(30 * 24 * 16);
        assertThat(checkpoints.manifest().counters().out()).isEqualTo(Map.of("kept", 100L, "dropped.held-out", 10L));
        assertThat(checkpoint(tables, checkpoints).position().iteration()).isEqualTo(90);
        List<String> lines = Files.readAllLines(local(checkpoints).resolve(MetricsLog.FILE));
        assertThat(lines).hasSize(30);
        assertThat(lines.get(0))
                .contains("\"step\":3,\"tokens\":384,", "\"gradient_norm\":")
                .doesNotContain("validation_loss", "NaN");
        assertThat(lines.get(1)).contains("\"validation_loss\":");
        assertThat(local(checkpoints).resolve(EventFile.NAME)).exists();
        assertThat(local(checkpoints).resolve("." + EventFile.NAME + ".crc"))
                .as("TensorBoard would read it")
                .doesNotExist();
        assertThat(local(checkpoints).resolve("tokenizer.json"))
                .hasSameBinaryContentAs(local(tables.tokenizer()).resolve("tokenizer.json"));
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void killedAndStartedAgainItEndsWithTheWeightsOfAnUndisturbedRun() throws Exception {
        TrainingTables undisturbed = TrainingTables.at(directory.resolve("undisturbed"), CORPUS);
        PublishedTable expected = undisturbed.run(undisturbed.trainStage(LONG)).primary();

        Path root = directory.resolve("killed");
        TrainingTables tables = TrainingTables.at(root, CORPUS);
        TrainStage stage = tables.trainStage(LONG);
        Path work = root.resolve("_work/train-" + StageRunner.fingerprint(stage));
        killOnceItHasCheckpoints(root, work);
        List<Path> checkpoints = wholeCheckpoints(work);
        assertThat(checkpoints).as("the newest are kept").hasSizeBetween(1, 3);
        assertThat(tables.store().find(TrainStage.CHECKPOINTS, StageRunner.fingerprint(stage)))
                .as("nothing is published before the end")
                .isEmpty();
        if (checkpoints.size() > 1) {
            Files.write(checkpoints.get(checkpoints.size() - 1).resolve(Checkpoints.OPTIMIZER), new byte[] {1, 2, 3});
        }

        PublishedTable resumed = tables.run(stage).primary();
        assertThat(resumed.manifest().metrics().get("resumed_at_round"))
                .as("the round of one of %s", checkpoints)
                .isPositive();
        Checkpoint actual = checkpoint(tables, resumed);
        Checkpoint wanted = checkpoint(undisturbed, expected);
        assertThat(Arrays.equals(actual.parameters(), wanted.parameters()))
                .as("every bit of the weights")
                .isTrue();
        assertThat(Arrays.equals(actual.updaterState(), wanted.updaterState()))
                .as("every bit of the optimizer's state")
                .isTrue();
        assertThat(resumed.manifest().contentDigest())
                .isEqualTo(expected.manifest().contentDigest());
        assertThat(losses(resumed)).hasSize(20).isEqualTo(losses(expected));
        assertThat(work).doesNotExist();
    }

    @Test
    void publishesTheBestWhereThatIsWanted() throws IOException {
        TrainingTables tables = TrainingTables.at(directory, CORPUS);
        TrainStageConfig rough = TrainingTables.config(1, 60, 0.3); // learns for a while, then leaps about
        PublishedTable checkpoints = tables.run(tables.trainStage(TrainingTables.publishingTheBest(rough)))
                .primary();
        Map<String, Double> metrics = checkpoints.manifest().metrics();
        assertThat(metrics.get("best_validation_loss")).isLessThan(metrics.get("validation_loss"));
        assertThat(checkpoint(tables, checkpoints).position().round())
                .isEqualTo(metrics.get("best_round").longValue())
                .isLessThan(20);
    }

    @Test
    void trainsALlama() throws IOException {
        TrainingTables tables = TrainingTables.at(directory, CORPUS);
        PublishedTable checkpoints =
                tables.run(tables.trainStage(TrainingTables.llama(1, 90, 1e-2))).primary();
        assertThat(checkpoints.manifest().metrics().get("validation_loss")).isLessThan(2.9);
        assertThat(checkpoint(tables, checkpoints).spec()).isInstanceOf(LlamaSpec.class);
    }

    @Test
    void isTheSameTrainingHoweverItComputes() throws IOException {
        TrainingTables tables = TrainingTables.at(directory, CORPUS);
        String fingerprint = fingerprint(tables, Map.of());
        Map<String, String> how = Map.of(
                "kernel",
                "cuda",
                "engine.threads",
                "3",
                "engine.recompute",
                "true",
                "optimizer.accumulation-steps",
                "2");
        how.forEach((key, value) -> assertThat(fingerprint(tables, Map.of("train." + key, value)))
                .as(key)
                .isEqualTo(fingerprint));
        Map<String, String> what = Map.of("engine.precision", "bfloat16", "workers", "3", "batch-size", "2");
        what.forEach((key, value) -> assertThat(fingerprint(tables, Map.of("train." + key, value)))
                .as(key)
                .isNotEqualTo(fingerprint));
    }

    private static String fingerprint(TrainingTables tables, Map<String, String> settings) {
        BloomeryConfig config = TestConfig.with(settings);
        return StageRunner.fingerprint(tables.trainStage(new TrainStageConfig(config.model(), config.train())));
    }

    @Test
    void stopsWhenTheLossIsNoNumberAnyMore() throws IOException {
        TrainingTables tables = TrainingTables.at(directory, CORPUS);
        assertRefused(
                tables,
                TrainingTables.config(2, 60, 1e30),
                ErrorCode.BAD_DATA,
                "training left the finite numbers in round ");
    }

    @Test
    void saysWhatDoesNotFit() throws IOException {
        TrainingTables longer =
                TrainingTables.at(directory.resolve("longer"), new TrainingTables.Corpus(1, 100, 10, 18));
        assertRefused(
                longer,
                LONG,
                ErrorCode.CONFIGURATION,
                "sequences of 18 tokens in " + longer.sequences().path()
                        + " do not fit model.context-length 16, which takes one token more at most");
        TrainingTables none = TrainingTables.at(directory.resolve("none"), new TrainingTables.Corpus(1, 0, 3, 17));
        assertRefused(none, LONG, ErrorCode.BAD_DATA, "nothing to train on: of 3 sequences in ");
    }

    /** Trains in a process of its own and kills it with no chance to clean up. */
    private static void killOnceItHasCheckpoints(Path root, Path work) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), TrainStageIT.class.getName(), root.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("killed.log").toFile())
                .start();
        try {
            while (process.isAlive() && wholeCheckpoints(work).size() < 2) {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            assertThat(process.isAlive()).as("killed while training").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws IOException {
        TrainingTables tables = TrainingTables.at(Path.of(arguments[0]), CORPUS);
        tables.run(tables.trainStage(LONG));
    }

    private static List<Path> wholeCheckpoints(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return List.of();
        }
        try (Stream<Path> rounds = Files.list(work)) {
            return rounds.filter(round -> round.getFileName().toString().startsWith("round-"))
                    .filter(round -> Files.exists(round.resolve(Checkpoints.STATE)))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static void assertRefused(TrainingTables tables, TrainStageConfig config, ErrorCode code, String message) {
        assertThatThrownBy(() -> tables.run(tables.trainStage(config)))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(code);
    }

    /** All bits of loss, gradient norm and held-out loss of every round. */
    private static List<List<Object>> losses(PublishedTable table) throws IOException {
        return MetricsLog.read(new LocalFolder(local(table))).rounds().stream()
                .map(round -> List.<Object>of(
                        round.step(), round.loss(), round.gradientNorm(), round.validationLoss(), round.learningRate()))
                .toList();
    }

    private static Checkpoint checkpoint(TrainingTables tables, PublishedTable table) throws IOException {
        return Checkpoints.read(new HadoopFolder(tables.store().fileSystem(), table.path()));
    }

    private static Path local(PublishedTable table) {
        return Path.of(table.path().toUri());
    }
}
