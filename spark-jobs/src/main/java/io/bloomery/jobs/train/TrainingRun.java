package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.spec.ModelSpec;
import io.bloomery.model.train.RoundMetrics;
import io.bloomery.model.train.TrainConfig;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;

/** One training from its start or its last checkpoint to its end: rounds, progress, validation, checkpoints. */
final class TrainingRun {

    private final StageContext context;
    private final TrainConfig config;
    private final ModelSpec spec;
    private final TokenizerIdentity tokenizer;
    private final RoundData data;
    private final List<int[]> validation;
    private final AveragedTraining training;
    private final CheckpointShelf shelf;
    private MetricsLog metrics = new MetricsLog();
    private double loss = Double.NaN;
    private OptionalDouble validationLoss = OptionalDouble.empty();

    TrainingRun(
            StageContext context,
            TrainConfig config,
            ModelSpec spec,
            TokenizerIdentity tokenizer,
            RoundData data,
            List<int[]> validation) {
        this.context = requireNonNull(context, "context");
        this.config = requireNonNull(config, "config");
        this.spec = requireNonNull(spec, "spec");
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
        this.data = requireNonNull(data, "data");
        this.validation = List.copyOf(validation);
        this.training =
                new AveragedTraining(new JavaSparkContext(context.spark().sparkContext()), spec, config);
        this.shelf = new CheckpointShelf(context.store(), context.work(), config.keepCheckpoints());
    }

    /** Does the rounds that are left, and says in numbers how it went. */
    Map<String, Double> toTheEnd() throws IOException {
        resume();
        long startRound = training.position().round();
        long startTokens = training.position().tokens();
        long started = System.nanoTime();
        try (shelf;
                LiveEvents events = new LiveEvents(context.fileSystem(), context.work(), startRound, time())) {
            while (training.position().round() < config.rounds()) {
                events.add(round());
                if (training.position().round() % config.checkpointEveryRounds() == 0) {
                    shelf.put(checkpoint(), metrics);
                }
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Map<String, Double> numbers = new TreeMap<>();
        numbers.put("parameters", (double) spec.parameterCount());
        numbers.put("rounds", (double) config.rounds());
        numbers.put("resumed_at_round", (double) startRound);
        numbers.put("tokens", (double) training.position().tokens());
        numbers.put("seconds", seconds);
        numbers.put("tokens_per_second", (training.position().tokens() - startTokens) / seconds);
        numbers.put("loss", loss);
        validationLoss.ifPresent(value -> numbers.put("validation_loss", value));
        return numbers;
    }

    Checkpoint checkpoint() {
        return training.checkpoint(tokenizer);
    }

    MetricsLog metrics() {
        return metrics;
    }

    private void resume() throws IOException {
        CheckpointShelf.Found found = shelf.newest();
        found.refused()
                .forEach(refused -> context.progress().say("  train: passing over damaged checkpoint " + refused));
        Optional<CheckpointShelf.Resumed> resumed = found.whole();
        if (resumed.isPresent()) {
            tokenizer.requireSame(
                    "checkpoint " + resumed.get().path(),
                    resumed.get().checkpoint().tokenizer(),
                    "the tokenizer");
            training.resume(resumed.get().checkpoint());
            metrics = resumed.get().metrics();
            loss = metrics.newest().map(RoundMetrics::loss).orElse(Double.NaN); // told where no round is left
            validationLoss = metrics.newestValidationLoss();
            context.progress()
                    .say("  train: going on at round " + training.position().round() + " of " + config.rounds()
                            + ", from " + resumed.get().path());
        }
    }

    private RoundMetrics round() {
        double learningRate = training.learningRate();
        long before = training.position().round();
        long tokens = (long) data.plan().sequencesPerRound() * spec.contextLength();
        long started = System.nanoTime();
        loss = training.round(data.round(before), tokens);
        double seconds = (System.nanoTime() - started) / 1e9;
        requireFinite(loss);
        long round = training.position().round();
        boolean looks = round % config.validateEveryRounds() == 0 || round == config.rounds();
        if (looks && !validation.isEmpty()) {
            validationLoss = OptionalDouble.of(training.loss(validation));
        }
        RoundMetrics measured = new RoundMetrics(
                time(),
                training.position().iteration(),
                training.position().tokens(),
                loss,
                training.gradientNorm(),
                looks ? validationLoss : OptionalDouble.empty(),
                learningRate,
                Math.round(tokens / seconds));
        metrics.add(measured);
        context.progress()
                .report(
                        "train",
                        training.position().tokens(),
                        config.rounds() * tokens,
                        String.format(Locale.ROOT, "tokens  loss %.3f", loss)
                                + (validationLoss.isPresent()
                                        ? String.format(Locale.ROOT, "  held out %.3f", validationLoss.getAsDouble())
                                        : "")
                                + String.format(
                                        Locale.ROOT,
                                        "  rate %.1e  gradient %.2f",
                                        learningRate,
                                        measured.gradientNorm()));
        return measured;
    }

    private static double time() {
        return System.currentTimeMillis() / 1e3;
    }

    private void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "training left the finite numbers in round "
                            + training.position().round() + " (step "
                            + training.position().iteration() + "); the last good checkpoint is in " + context.work(),
                    "Lower train.optimizer.learning-rate or train.optimizer.max-gradient-norm, or lengthen"
                            + " train.optimizer.warmup-steps.");
        }
    }
}
