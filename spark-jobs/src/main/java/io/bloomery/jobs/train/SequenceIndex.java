package io.bloomery.jobs.train;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.RowGroup;
import io.bloomery.jobs.table.SequenceFile;
import io.bloomery.model.train.RoundPlan;
import io.bloomery.model.train.TrainConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;

/**
 * The row groups of a table of sequences, in the order of the manifest; made from footers, so it takes no look at the ids.
 *
 * @param rowGroups those that hold a sequence to learn from, and those that do not
 */
record SequenceIndex(List<RowGroup> rowGroups) {

    private static final int FOOTERS_AT_ONCE = 16;

    SequenceIndex {
        rowGroups = List.copyOf(rowGroups);
    }

    /** Reads the footers of a table whose files are as long as its manifest says. */
    static SequenceIndex of(PublishedTable sequences, Configuration hadoop) throws IOException {
        List<Callable<List<RowGroup>>> tasks = new ArrayList<>();
        sequences
                .manifest()
                .files()
                .forEach(file -> tasks.add(() -> {
                    try (SequenceFile opened =
                            SequenceFile.open(sequences.file(file.path()).toString(), hadoop)) {
                        return opened.rowGroups();
                    }
                }));
        ExecutorService readers = Executors.newFixedThreadPool(FOOTERS_AT_ONCE);
        try {
            List<RowGroup> found = new ArrayList<>();
            for (Future<List<RowGroup>> read : readers.invokeAll(tasks)) {
                found.addAll(read.get());
            }
            SequenceIndex index = new SequenceIndex(found);
            index.requireRows(sequences);
            return index;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BloomeryException known) {
                throw known;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the footers of " + sequences.path() + " were read", e);
        } finally {
            readers.shutdownNow();
        }
    }

    /**
     * The plan of a training over the table.
     *
     * @throws IllegalArgumentException if there is nothing to train on
     */
    RoundPlan plan(TrainConfig config, int sequenceLength) {
        return new RoundPlan(
                rowGroups.stream().mapToLong(RowGroup::train).toArray(),
                config.windowSequences(sequenceLength),
                config);
    }

    long rows() {
        return rowGroups.stream().mapToLong(RowGroup::rows).sum();
    }

    long train() {
        return rowGroups.stream().mapToLong(RowGroup::train).sum();
    }

    int maxLength() {
        return rowGroups.stream().mapToInt(RowGroup::maxLength).max().orElse(0);
    }

    int maxId() {
        return rowGroups.stream().mapToInt(RowGroup::maxId).max().orElse(-1);
    }

    private void requireRows(PublishedTable sequences) {
        if (rows() != sequences.manifest().rows()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the files of " + sequences.path() + " hold " + rows() + " sequences where its manifest records "
                            + sequences.manifest().rows(),
                    "Delete the directory of the table and run tokenize again.");
        }
    }
}
