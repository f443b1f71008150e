package io.bloomery.jobs.train;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.jobs.storage.HadoopFolder;
import io.bloomery.jobs.storage.TableStore;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of a training that is under way, in a directory that outlives a killed run.
 *
 * <p>A checkpoint is a directory of its own that gets its name when all of it is written, beside the training, which waits
 * only if the one before is not done yet. An older one is deleted only after a newer one is whole, the best by held-out loss
 * may stay, and a damaged one is passed over, never resumed from.
 */
final class CheckpointShelf implements AutoCloseable {

    private static final String PREFIX = "round-";
    private static final String STAGED = "_";

    private final TableStore store;
    private final Path directory;
    private final int keep;
    private final boolean keepBest;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "checkpoint-writer");
        thread.setDaemon(true);
        return thread;
    });
    private Future<Void> writing = CompletableFuture.completedFuture(null);

    CheckpointShelf(TableStore store, Path directory, int keep, boolean keepBest) {
        this.store = requireNonNull(store, "store");
        this.directory = requireNonNull(directory, "directory");
        this.keep = keep;
        this.keepBest = keepBest;
    }

    /**
     * Writes a checkpoint and the metrics up to it in the background, then lets go of those that are too old.
     *
     * @param checkpoint must not change any more
     * @throws IOException if the one before could not be written
     */
    void put(Checkpoint checkpoint, MetricsLog metrics) throws IOException {
        await();
        MetricsLog untilNow = metrics.copy();
        writing = writer.submit(() -> {
            write(checkpoint, untilNow);
            return null;
        });
    }

    /** Waits until the newest checkpoint is written. */
    @Override
    public void close() throws IOException {
        try {
            await();
        } finally {
            writer.shutdown();
        }
    }

    /** The newest checkpoint that is whole, with the metrics up to it, if there is one. */
    Found newest() throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path candidate : newestFirst()) {
            HadoopFolder folder = new HadoopFolder(store.fileSystem(), candidate);
            try {
                Resumed resumed = new Resumed(Checkpoints.read(folder), MetricsLog.read(folder), candidate);
                return new Found(Optional.of(resumed), refused);
            } catch (BloomeryException | FileNotFoundException | JsonProcessingException e) {
                refused.add(candidate + ": " + e.getMessage());
            }
        }
        return new Found(Optional.empty(), refused);
    }

    /**
     * The checkpoint with the lowest held-out loss; none if no round looked.
     *
     * @throws BloomeryException {@link io.bloomery.data.failure.ErrorCode#BAD_DATA} if it is damaged
     */
    Optional<Checkpoint> best(MetricsLog metrics) throws IOException {
        Optional<Path> best = best(newestFirst(), metrics);
        return best.isEmpty()
                ? Optional.empty()
                : Optional.of(Checkpoints.read(new HadoopFolder(store.fileSystem(), best.get())));
    }

    private void await() throws IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "the last checkpoint was not written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a checkpoint was written");
        }
    }

    private void write(Checkpoint checkpoint, MetricsLog metrics) throws IOException {
        long round = checkpoint.position().round();
        String name = String.format(Locale.ROOT, "%s%08d", PREFIX, round);
        Path staged = new Path(directory, STAGED + name);
        Path target = new Path(directory, name);
        store.discard(staged);
        store.fileSystem().mkdirs(staged);
        HadoopFolder folder = new HadoopFolder(store.fileSystem(), staged);
        metrics.write(folder);
        Checkpoints.write(folder, checkpoint);
        store.discard(target);
        store.rename(staged, target);
        letGo(round, metrics);
    }

    /** Those after the round were refused when the training went on from before it, so they must not crowd out whole ones. */
    private void letGo(long round, MetricsLog metrics) throws IOException {
        List<Path> all = newestFirst();
        List<Path> whole = all.stream().filter(path -> roundOf(path) <= round).toList();
        Set<Path> kept = new HashSet<>(whole.subList(0, Math.min(keep, whole.size())));
        if (keepBest) {
            best(whole, metrics).ifPresent(kept::add);
        }
        for (Path path : all) {
            if (!kept.contains(path)) {
                store.discard(path);
            }
        }
    }

    private static Optional<Path> best(List<Path> checkpoints, MetricsLog metrics) {
        return checkpoints.stream()
                .filter(path -> metrics.validationLoss(roundOf(path)).isPresent())
                .min(Comparator.comparingDouble((Path path) ->
                                metrics.validationLoss(roundOf(path)).getAsDouble())
                        .thenComparing(Path::getName));
    }

    private static long roundOf(Path checkpoint) {
        return Long.parseLong(checkpoint.getName().substring(PREFIX.length()));
    }

    private List<Path> newestFirst() throws IOException {
        List<Path> checkpoints = new ArrayList<>();
        try {
            for (FileStatus status : store.fileSystem().listStatus(directory)) {
                if (status.getPath().getName().matches(PREFIX + "\\d{8,18}")) {
                    checkpoints.add(status.getPath());
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        checkpoints.sort(Comparator.comparing(Path::getName).reversed());
        return checkpoints;
    }

    /** What a run goes on with. */
    record Resumed(Checkpoint checkpoint, MetricsLog metrics, Path path) {}

    /**
     * What lies on the shelf.
     *
     * @param whole the newest that is whole
     * @param refused newer ones that are not, each with what is wrong with it
     */
    record Found(Optional<Resumed> whole, List<String> refused) {}
}
