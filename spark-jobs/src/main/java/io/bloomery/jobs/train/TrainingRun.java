package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.train.average.LostReplicaException;
import io.bloomery.jobs.train.average.RoundReport;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.export.ModelFolder;
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

/** One training from its start or its last checkpoint to its end: rounds, progress, validation, checkpoints. */
final class TrainingRun {

    private static final int MOST_LOSSES = 5;

    private final StageContext context;
    private final TrainConfig config;
    private final ModelSpec spec;
    private final Optional<ModelFolder> origin;
    private final TokenizerIdentity tokenizer;
    private final RoundData data;
    private final List<int[]> validation;
    private final AveragedTraining training;
    private final CheckpointShelf shelf;
    private MetricsLog metrics = new MetricsLog();
    private double loss = Double.NaN;
    private OptionalDouble validationLoss = OptionalDouble.empty();
    private Optional<Checkpoint> last = Optional.empty();
    private int losses;
    private long lostAfter = -1;

    TrainingRun(
            StageContext context,
            TrainConfig config,
            ModelSpec spec,
            Optional<ModelFolder> origin,
            TokenizerIdentity tokenizer,
            RoundData data,
            List<int[]> validation) {
        this.context = requireNonNull(context, "context");
        this.config = requireNonNull(config, "config");
        this.spec = requireNonNull(spec, "spec");
        this.origin = requireNonNull(origin, "origin");
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
        this.data = requireNonNull(data, "data");
        this.validation = List.copyOf(validation);
        this.training = new AveragedTraining(context, spec, config);
        this.shelf = new CheckpointShelf(context.store(), context.work(), config.keepCheckpoints(), config.keepBest());
    }

    /** Does the rounds that are left, and says in numbers how it went. */
    Map<String, Double> toTheEnd() throws IOException {
        resumeOrGoBack();
        long startRound = training.position().round();
        long startTokens = training.position().tokens();
        long started = System.nanoTime();
        try (training;
                shelf;
                LiveEvents events = new LiveEvents(context.fileSystem(), context.work(), startRound, time())) {
            while (last.isEmpty()) {
                try {
                    goOn(events);
                } catch (LostReplicaException e) {
                    goBack(e);
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
        if (metrics.bestRound() > 0) {
            numbers.put("best_round", (double) metrics.bestRound());
            numbers.put(
                    "best_validation_loss",
                    metrics.validationLoss(metrics.bestRound()).getAsDouble());
        }
        return numbers;
    }

    /** One round further, or at the end what was learned. */
    private void goOn(LiveEvents events) throws IOException {
        if (training.position().round() >= config.rounds()) {
            last = Optional.of(training.checkpoint(tokenizer));
            return;
        }
        events.add(round());
        if (isWorthKeeping(training.position().round())) {
            training.save();
            shelf.put(checkpoint(), metrics);
        }
    }

    /** The checkpoint to publish when all rounds are done: the last, or the best where that is wanted and known. */
    Checkpoint published() throws IOException {
        long round = metrics.bestRound();
        return config.publish() == TrainConfig.Publish.BEST && round > 0 && round < config.rounds()
                ? shelf.best(metrics).orElseGet(this::checkpoint)
                : checkpoint();
    }

    private Checkpoint checkpoint() {
        return last.orElseGet(() -> training.checkpoint(tokenizer));
    }

    MetricsLog metrics() {
        return metrics;
    }

    /** Resumes, also where a replica is lost before its first step. */
    private void resumeOrGoBack() throws IOException {
        try {
            resume();
        } catch (LostReplicaException e) {
            goBack(e);
        }
    }

    private void resume() throws IOException {
        CheckpointShelf.Found found = shelf.newest();
        found.refused()
                .forEach(refused -> context.progress().say("  train: passing over damaged checkpoint " + refused));
        Optional<CheckpointShelf.Resumed> resumed = found.whole();
        if (resumed.isEmpty()) {
            training.start(origin);
            metrics = new MetricsLog();
            validationLoss = OptionalDouble.empty();
        } else {
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

    /** Replays from the last checkpoint, so that the end is the one of an undisturbed run. */
    private void goBack(LostReplicaException lost) throws IOException {
        long round = training.position().round();
        losses = round > lostAfter ? 1 : losses + 1;
        lostAfter = Math.max(round, lostAfter);
        String why = lost.getMessage().lines().findFirst().orElse("");
        if (losses > MOST_LOSSES) {
            throw new BloomeryException(
                    ErrorCode.TRY_AGAIN,
                    "replicas were lost " + losses + " times in a row around round " + round + ": " + why,
                    "See why executors end (memory, preemption) or tasks move (spark.locality.wait), then start again.",
                    lost);
        }
        context.progress()
                .say("  train: lost a replica after round " + round + ", going back to the last checkpoint: " + why);
        resumeOrGoBack();
    }

    private RoundMetrics round() {
        double learningRate = training.learningRate();
        long before = training.position().round();
        long tokens = (long) data.plan().sequencesPerRound() * data.sequenceLength();
        long started = System.nanoTime();
        RoundOutcome outcome = training.round(data.round(before), tokens);
        loss = outcome.loss();
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
                outcome.gradientNorm(),
                looks ? validationLoss : OptionalDouble.empty(),
                learningRate,
                Math.round(tokens / seconds),
                outcome.report().map(RoundReport::numbers).orElseGet(TreeMap::new));
        metrics.add(measured);
        context.progress()
                .report(
                        "train",
                        training.position().tokens(),
                        config.rounds() * tokens,
                        progress(measured)
                                + outcome.report()
                                        .map(report -> "  " + report.summary())
                                        .orElse(""));
        return measured;
    }

    private String progress(RoundMetrics measured) {
        String heldOut = validationLoss.isPresent()
                ? String.format(Locale.ROOT, "  held out %.3f", validationLoss.getAsDouble())
                : "";
        return String.format(
                Locale.ROOT,
                "tokens  loss %.3f%s  rate %.1e  gradient %.2f",
                measured.loss(),
                heldOut,
                measured.learningRate(),
                measured.gradientNorm());
    }

    private boolean isWorthKeeping(long round) {
        boolean isBest = config.keepBest() && metrics.bestRound() == round;
        return isBest || round % config.checkpointEveryRounds() == 0;
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
