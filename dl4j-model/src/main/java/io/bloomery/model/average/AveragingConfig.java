package io.bloomery.model.average;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How replicas are averaged. HOCON: {@code train.averaging}.
 *
 * @param master {@code master}: who brings the replicas together
 * @param optimizer {@code optimizer}: what is made of their mean
 * @param outerRate {@code outer-rate}: step along what they moved by
 * @param outerMomentum {@code outer-momentum}: in [0, 1)
 * @param everyStepFor {@code every-step-for}: first steps after each of which they meet
 * @param doubleEvery {@code double-every}: steps after which the interval doubles; 0 for all of it at once
 * @param delta {@code delta}: how exactly they tell what they learned
 * @param maxDeltaRatio {@code max-delta-ratio}: one that went this many times as far as the others is refused
 * @param quorum {@code quorum}: fraction of the workers that must count, in (0, 1]
 * @param roundBudget {@code round-budget}: time after which a worker stops short; zero for none
 * @param lostReplica {@code lost-replica}: what happens when a replica's process is gone
 * @param shardLength {@code shard-length}: parameters that travel and are reduced at once
 */
public record AveragingConfig(
        Master master,
        Outer optimizer,
        double outerRate,
        double outerMomentum,
        long everyStepFor,
        long doubleEvery,
        DeltaPrecision delta,
        double maxDeltaRatio,
        double quorum,
        Duration roundBudget,
        LostReplica lostReplica,
        int shardLength)
        implements Serializable {

    /** Who brings the replicas together. */
    public enum Master {
        BLOOMERY,
        STOCK
    }

    /** What is made of the mean. */
    public enum Outer {
        MEAN,
        SLOWMO,
        DILOCO
    }

    /** What happens when a replica's process is gone. */
    public enum LostReplica {
        REPLAY,
        CONTINUE
    }

    public AveragingConfig {
        requireNonNull(master, "master");
        requireNonNull(optimizer, "optimizer");
        requireNonNull(delta, "delta");
        requireNonNull(roundBudget, "roundBudget");
        requireNonNull(lostReplica, "lostReplica");
        require(outerRate > 0, "outer-rate must be positive but is " + outerRate);
        require(outerMomentum >= 0 && outerMomentum < 1, "outer-momentum must be in [0, 1) but is " + outerMomentum);
        require(everyStepFor >= 0, "every-step-for must not be negative but is " + everyStepFor);
        require(doubleEvery >= 0, "double-every must not be negative but is " + doubleEvery);
        require(maxDeltaRatio > 1, "max-delta-ratio must be above 1 but is " + maxDeltaRatio);
        require(quorum > 0 && quorum <= 1, "quorum must be in (0, 1] but is " + quorum);
        require(!roundBudget.isNegative(), "round-budget must not be negative but is " + roundBudget);
        require(
                shardLength >= ShardPlan.BLOCK && shardLength % ShardPlan.BLOCK == 0 && shardLength <= 1 << 26,
                "shard-length must be a multiple of " + ShardPlan.BLOCK + " up to 2^26 but is " + shardLength);
    }

    /** The defaults of the manual. */
    public static AveragingConfig standard() {
        return new AveragingConfig(
                Master.BLOOMERY,
                Outer.MEAN,
                0.7,
                0.9,
                0,
                0,
                DeltaPrecision.FLOAT32,
                10,
                0.5,
                Duration.ZERO,
                LostReplica.REPLAY,
                1 << 22);
    }

    public OuterOptimizer outerOptimizer() {
        return switch (optimizer) {
            case MEAN -> new OuterOptimizer.Mean();
            case SLOWMO -> new OuterOptimizer.SlowMo(outerRate, outerMomentum);
            case DILOCO -> new OuterOptimizer.DiLoCo(outerRate, outerMomentum);
        };
    }

    /** When they meet, at least every {@code interval} steps. */
    public AveragingSchedule schedule(int interval) {
        return new AveragingSchedule(everyStepFor, doubleEvery, interval);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
