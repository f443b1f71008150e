package io.bloomery.model.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.config.ByteSize;
import io.bloomery.data.config.Incidental;
import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.OptimizerConfig;
import java.io.Serializable;

/**
 * How a model is trained. HOCON: {@code train}.
 *
 * @param from {@code from}: directory of the table {@code model} that training goes on from; empty for random weights
 * @param workers {@code workers}: replicas that train side by side and are averaged
 * @param batchSize {@code batch-size}: sequences in one optimizer step of one worker
 * @param averagingFrequency {@code averaging-frequency}: optimizer steps of each worker between two averagings
 * @param shuffleWindow {@code shuffle-window}: memory of the token ids that a worker shuffles at once
 * @param averaging {@code averaging}: how the replicas are averaged
 * @param validateEveryRounds {@code validate-every-rounds}: rounds between two looks at held-out sequences
 * @param validationSequences {@code validation-sequences}: how many held-out sequences such a look takes at most
 * @param checkpointEveryRounds {@code checkpoint-every-rounds}: rounds that a killed run loses at most
 * @param keepCheckpoints {@code keep-checkpoints}: how many of the newest checkpoints stay until training is done
 * @param keepBest {@code keep-best}: whether the checkpoint with the lowest held-out loss stays as well
 * @param publish {@code publish}: which checkpoint becomes the table
 * @param seed {@code seed}: decides initial weights and data order
 * @param kernel {@code kernel}: which implementation of the arithmetic the workers use
 * @param engine {@code engine}: with how many threads, how exactly and keeping what
 * @param optimizer {@code optimizer}: learning rate and what belongs to it
 * @param regularization {@code regularization}: dropout and label smoothing
 */
public record TrainConfig(
        String from,
        int workers,
        int batchSize,
        int averagingFrequency,
        ByteSize shuffleWindow,
        AveragingConfig averaging,
        int validateEveryRounds,
        int validationSequences,
        int checkpointEveryRounds,
        int keepCheckpoints,
        boolean keepBest,
        Publish publish,
        long seed,
        @Incidental String kernel,
        EngineConfig engine,
        OptimizerConfig optimizer,
        Regularization regularization)
        implements Serializable {

    /** Which checkpoint of a training is published. */
    public enum Publish {
        /** The one after the last round. */
        LAST,
        /** The one with the lowest held-out loss. */
        BEST
    }

    public TrainConfig {
        requireNonNull(from, "from");
        requireNonNull(averaging, "averaging");
        requireNonNull(engine, "engine");
        requireNonNull(regularization, "regularization");
        requirePositive("workers", workers);
        requirePositive("batch-size", batchSize);
        requirePositive("averaging-frequency", averagingFrequency);
        requirePositive("shuffle-window", shuffleWindow.toInt());
        requirePositive("validate-every-rounds", validateEveryRounds);
        requirePositive("validation-sequences", validationSequences);
        requirePositive("checkpoint-every-rounds", checkpointEveryRounds);
        requirePositive("keep-checkpoints", keepCheckpoints);
        if (publish == Publish.BEST && !keepBest) {
            throw new IllegalArgumentException(
                    "publish = best needs keep-best = true, or the best checkpoint is gone when training ends");
        }
    }

    /** Rounds of the whole training; the last one may end after {@code optimizer.total-steps}. */
    public long rounds() {
        return (optimizer.totalSteps() + averagingFrequency - 1) / averagingFrequency;
    }

    /** How many sequences of this length the shuffle window holds, at least 1. */
    public int windowSequences(int sequenceLength) {
        long bytes = (long) Integer.BYTES * sequenceLength;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, shuffleWindow.bytes() / bytes));
    }

    private static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
