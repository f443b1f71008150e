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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * only if the one before is not done yet. An older one is deleted only after a newer one is whole, and a damaged one is
 * passed over, never resumed from.
 */
final class CheckpointShelf implements AutoCloseable {

    private static final String PREFIX = "round-";
    private static final String STAGED = "_";

    private final TableStore store;
    private final Path directory;
    private final int keep;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "checkpoint-writer");
        thread.setDaemon(true);
        return thread;
    });
    private Future<Void> writing = CompletableFuture.completedFuture(null);

    CheckpointShelf(TableStore store, Path directory, int keep) {
        this.store = requireNonNull(store, "store");
        this.directory = requireNonNull(directory, "directory");
        this.keep = keep;
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
        String name = String.format(
                Locale.ROOT, "%s%08d", PREFIX, checkpoint.position().round());
        Path staged = new Path(directory, STAGED + name);
        Path target = new Path(directory, name);
        store.discard(staged);
        store.fileSystem().mkdirs(staged);
        HadoopFolder folder = new HadoopFolder(store.fileSystem(), staged);
        metrics.write(folder);
        Checkpoints.write(folder, checkpoint);
        store.discard(target);
        store.rename(staged, target);
        List<Path> all = newestFirst();
        for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
            store.discard(old);
        }
    }

    private List<Path> newestFirst() throws IOException {
        List<Path> checkpoints = new ArrayList<>();
        try {
            for (FileStatus status : store.fileSystem().listStatus(directory)) {
                if (status.getPath().getName().startsWith(PREFIX)) {
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
