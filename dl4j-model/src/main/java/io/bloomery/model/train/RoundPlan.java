package io.bloomery.model.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sequence is seen in which round, by which worker, in which step.
 *
 * <p>Every epoch shuffles the row groups of the table and gives each worker an equal stretch of them, beginning anywhere; a
 * worker takes its stretch window by window and shuffles each window. So all sequences are seen once an epoch, a row group is read once
 * except where a stretch or a window ends in it, and any place can be asked for without those before it. The order of the
 * row groups depends on seed and epoch alone; on the number of workers depends where it is cut into stretches, and nothing
 * depends on the number of executors.
 *
 * <p>Rounds run on across the border of epochs, which differs between workers by one place at most.
 */
public final class RoundPlan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long[] groups; // sequences in each
    private final long sequences;
    private final int workers;
    private final int sequencesPerWorker;
    private final long windowSequences;
    private final long seed;

    /**
     * A plan over the row groups of a table.
     *
     * @param groups how many sequences to train on each row group holds
     * @param windowSequences most sequences of a window
     * @throws IllegalArgumentException if there is no sequence
     */
    public RoundPlan(long[] groups, int windowSequences, TrainConfig config) {
        this.groups = groups.clone();
        this.workers = config.workers();
        this.sequencesPerWorker = Math.multiplyExact(config.batchSize(), config.averagingFrequency());
        Math.multiplyExact(sequencesPerWorker, workers);
        this.windowSequences = windowSequences;
        this.seed = config.seed();
        long sum = 0;
        for (long group : groups) {
            if (group < 0) {
                throw new IllegalArgumentException("a row group of " + group + " sequences");
            }
            sum = Math.addExact(sum, group);
        }
        this.sequences = sum;
        if (sequences == 0 || windowSequences < 1) {
            throw new IllegalArgumentException(sequences + " sequences to train on, in windows of " + windowSequences);
        }
    }

    /** The sequences of one epoch. */
    public long sequences() {
        return sequences;
    }

    public int workers() {
        return workers;
    }

    public int sequencesPerWorker() {
        return sequencesPerWorker;
    }

    public int sequencesPerRound() {
        return sequencesPerWorker * workers;
    }

    /** The place in each worker's stream at which a round begins; both count from 0. */
    public long firstPlaceOf(long round) {
        return Math.multiplyExact(round, sequencesPerWorker);
    }

    /** The epoch that a place in a worker's stream belongs to, counted from 0. */
    public long epochOf(int worker, long place) {
        return Math.addExact(Math.multiplyExact(place, workers), worker) / sequences;
    }

    /**
     * The window that holds a place in a worker's stream; takes time in proportion to the number of row groups.
     *
     * @param worker below the number of workers, as the place counted from 0
     */
    public Window windowAt(int worker, long place) {
        long epoch = epochOf(worker, place);
        Permutation order = new Permutation(groups.length, derived(seed, epoch));
        List<RowRange> ranges = new ArrayList<>();
        long first = begin(worker, epoch);
        long size = 0;
        for (RowRange range : stretch(worker, epoch, order)) {
            if (size + range.size() > windowSequences) {
                if (place < first + size) {
                    break;
                }
                first += size;
                size = 0;
                ranges.clear();
            }
            ranges.add(range);
            size += range.size();
        }
        return new Window(first, ranges, derived(derived(derived(seed, epoch), worker), first));
    }

    /** A worker's part of an epoch, which goes round the row groups once from anywhere; no range is larger than a window. */
    private List<RowRange> stretch(int worker, long epoch, Permutation order) {
        long from = Math.floorMod(derived(derived(seed, epoch), -1), sequences);
        for (int other = 0; other < worker; other++) {
            from += begin(other, epoch + 1) - begin(other, epoch);
        }
        long to = from + begin(worker, epoch + 1) - begin(worker, epoch);
        List<RowRange> stretch = new ArrayList<>();
        addRanges(stretch, from, Math.min(to, sequences), order);
        addRanges(stretch, Math.max(from - sequences, 0), to - sequences, order);
        return stretch;
    }

    private void addRanges(List<RowRange> ranges, long from, long to, Permutation order) {
        long before = 0;
        for (int i = 0; i < groups.length && before < to; i++) {
            int group = (int) order.elementAt(i);
            long high = Math.min(to - before, groups[group]);
            for (long low = Math.max(from - before, 0); low < high; low += windowSequences) {
                ranges.add(new RowRange(group, low, Math.min(high, low + windowSequences)));
            }
            before += groups[group];
        }
    }

    /** The place at which an epoch begins for a worker: of all sequences of the epochs before it had each K-th. */
    private long begin(int worker, long epoch) {
        return (Math.multiplyExact(epoch, sequences) + workers - 1 - worker) / workers;
    }

    /** A seed of its own for each number: the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long derived(long seed, long number) {
        long z = seed + (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
