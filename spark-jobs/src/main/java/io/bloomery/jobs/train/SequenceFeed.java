package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import io.bloomery.jobs.table.RowGroup;
import io.bloomery.jobs.table.SequenceFile;
import io.bloomery.model.train.RoundPlan;
import io.bloomery.model.train.RowRange;
import io.bloomery.model.train.Window;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The sequences of each worker and round, read from the files of the table by whoever asks.
 *
 * <p>Broadcast, so that a process holds one of it however many rounds it works on: each worker's window stays in memory
 * while it lasts, and the next is read in the background meanwhile. What is given depends on the plan alone; a worker that
 * moves to another process costs reading its window there. Safe for use by several threads.
 */
final class SequenceFeed implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RoundPlan plan;
    private final String[] files; // of each row group
    private final int[] ordinals; // of each row group in its file
    private final SerializableConfiguration hadoop;
    private transient Map<Integer, WorkerStream> streams;

    SequenceFeed(RoundPlan plan, List<RowGroup> rowGroups, SerializableConfiguration hadoop) {
        this.plan = requireNonNull(plan, "plan");
        this.files = rowGroups.stream().map(RowGroup::file).toArray(String[]::new);
        this.ordinals = rowGroups.stream().mapToInt(RowGroup::ordinal).toArray();
        this.hadoop = requireNonNull(hadoop, "hadoop");
    }

    /** What a worker sees in a round, in its order: as many sequences as its batches of the round take. */
    List<int[]> sequences(long round, int worker) throws IOException {
        WorkerStream stream = stream(round, worker);
        synchronized (stream) {
            List<int[]> sequences = new ArrayList<>(plan.sequencesPerWorker());
            long place = plan.firstPlaceOf(round);
            for (long end = place + plan.sequencesPerWorker(); place < end; place++) {
                sequences.add(stream.at(place));
            }
            return sequences;
        }
    }

    /** The stream of a worker; those that this process has not been asked for lately are let go. */
    private synchronized WorkerStream stream(long round, int worker) {
        if (streams == null) {
            streams = new HashMap<>();
        }
        streams.values().removeIf(stream -> stream.lastRound < round - 1);
        WorkerStream stream = streams.computeIfAbsent(worker, WorkerStream::new);
        stream.lastRound = Math.max(stream.lastRound, round);
        return stream;
    }

    /** Reads the ranges of a window one after the other. */
    private List<int[]> read(Window window) throws IOException {
        List<int[]> sequences = new ArrayList<>((int) window.size());
        for (RowRange range : window.ranges()) {
            try (SequenceFile file = SequenceFile.open(files[range.group()], hadoop.value())) {
                sequences.addAll(file.trainIds(ordinals[range.group()], range.from(), range.to()));
            }
        }
        return sequences;
    }

    /** Where one worker stands. */
    private final class WorkerStream {

        private final int worker;
        private long lastRound;
        private Loading present;
        private Loading next;

        private WorkerStream(int worker) {
            this.worker = worker;
        }

        private int[] at(long place) throws IOException {
            if (present == null || !present.window().holds(place)) {
                present = next != null && next.window().holds(place) ? next : load(place);
                present.sequences(); // so that never more than two windows are in memory
                next = load(present.window().end());
            }
            return present.sequences().get(present.window().sequenceAt(place));
        }

        private Loading load(long place) {
            Window window = plan.windowAt(worker, place);
            return Loading.begin(window, () -> read(window));
        }
    }
}
