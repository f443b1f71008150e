package io.bloomery.model.train;

import java.io.Serializable;

/**
 * Which sequence is seen in which round, by which worker, in which step.
 *
 * <p>Every epoch shuffles all sequences anew and deals them out round by round; the remainder that does not fill a round,
 * another one each time, sits that epoch out. Any round can be asked for without the rounds before it.
 */
public final class RoundPlan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long sequences;
    private final int sequencesPerWorker;
    private final int sequencesPerRound;
    private final long seed;

    /**
     * A plan over a fixed number of sequences.
     *
     * @throws IllegalArgumentException if they do not fill one round
     */
    public RoundPlan(long sequences, TrainConfig config) {
        this.sequences = sequences;
        this.sequencesPerWorker = Math.multiplyExact(config.batchSize(), config.averagingFrequency());
        this.sequencesPerRound = Math.multiplyExact(sequencesPerWorker, config.workers());
        this.seed = config.seed();
        if (sequences < sequencesPerRound) {
            throw new IllegalArgumentException("one round takes " + sequencesPerRound + " sequences (workers "
                    + config.workers() + " x batch-size " + config.batchSize() + " x averaging-frequency "
                    + config.averagingFrequency() + ") but there are " + sequences);
        }
    }

    public long roundsPerEpoch() {
        return sequences / sequencesPerRound;
    }

    /** Counts from 0. */
    public long epochOf(long round) {
        return round / roundsPerEpoch();
    }

    /** The first round of the next epoch. */
    public long endOfEpoch(long round) {
        return (epochOf(round) + 1) * roundsPerEpoch();
    }

    public int sequencesPerRound() {
        return sequencesPerRound;
    }

    /**
     * Where a sequence is seen in an epoch: its place among all places of the training, counted from 0.
     *
     * @param sequence number of the sequence, below the number of sequences
     * @return a place below {@code endOfEpoch * sequencesPerRound}, or -1 if the sequence sits this epoch out
     */
    public long placeOf(long sequence, long epoch) {
        long place = shuffleOf(epoch).placeOf(sequence);
        long places = roundsPerEpoch() * sequencesPerRound;
        return place < places ? epoch * places + place : -1;
    }

    /** The round that a place belongs to. */
    public long roundOf(long place) {
        return place / sequencesPerRound;
    }

    /** The worker that a place belongs to, counted from 0. */
    public int workerOf(long place) {
        return (int) (place % sequencesPerRound) / sequencesPerWorker;
    }

    private Permutation shuffleOf(long epoch) {
        return new Permutation(sequences, seed + epoch * 0x632BE59BD9B4E019L); // any odd number keeps epochs apart
    }
}
