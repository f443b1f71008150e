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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a training that is under way, in a directory that outlives a killed run.
 *
 * <p>A checkpoint is a directory of its own and counts only once its state is written. An older one is deleted only
 * after a newer one is whole, and a damaged one is passed over with a warning, never resumed from.
 */
final class CheckpointShelf {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointShelf.class);
    private static final String PREFIX = "round-";

    private final TableStore store;
    private final Path directory;
    private final int keep;

    CheckpointShelf(TableStore store, Path directory, int keep) {
        this.store = requireNonNull(store, "store");
        this.directory = requireNonNull(directory, "directory");
        this.keep = keep;
    }

    /** Writes a checkpoint and the metrics up to it, then lets go of those that are too old. */
    void put(Checkpoint checkpoint, MetricsLog metrics) throws IOException {
        String name = String.format(
                Locale.ROOT, "%s%08d", PREFIX, checkpoint.position().round());
        Path target = new Path(directory, name);
        store.discard(target);
        store.fileSystem().mkdirs(target);
        HadoopFolder folder = new HadoopFolder(store.fileSystem(), target);
        metrics.write(folder);
        Checkpoints.write(folder, checkpoint);
        List<Path> all = newestFirst();
        for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
            store.discard(old);
        }
    }

    /** The newest checkpoint that is whole, with the metrics up to it. */
    Optional<Resumed> newest() throws IOException {
        for (Path candidate : newestFirst()) {
            HadoopFolder folder = new HadoopFolder(store.fileSystem(), candidate);
            try {
                return Optional.of(new Resumed(Checkpoints.read(folder), MetricsLog.read(folder), candidate));
            } catch (BloomeryException | FileNotFoundException | JsonProcessingException e) {
                LOG.warn("Passing over checkpoint {}: {}", candidate, e.getMessage());
            }
        }
        return Optional.empty();
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
}
