package io.bloomery.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.jobs.storage.TableStore;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.checkpoint.TrainingPosition;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.train.RoundMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointShelfTest {

    private static final GptSpec SPEC = new GptSpec(11, 4, 1, 2, 4);

    @TempDir
    private Path directory;

    private TableStore store;

    @BeforeEach
    void openTheStore() throws IOException {
        FileSystem local = FileSystem.getLocal(new Configuration()).getRawFileSystem();
        store = new TableStore(local, new org.apache.hadoop.fs.Path(directory.toUri()));
    }

    @Test
    void keepsTheNewestAndNothingThatIsHalfWritten() throws IOException {
        try (CheckpointShelf shelf = shelf()) {
            for (long round = 1; round <= 4; round++) {
                shelf.put(checkpoint(round), new MetricsLog());
            }
        }
        assertThat(directory.resolve("work").toFile().list())
                .containsExactlyInAnyOrder("round-00000003", "round-00000004");
        CheckpointShelf.Found found = shelf().newest();
        assertThat(found.refused()).isEmpty();
        assertThat(found.whole().orElseThrow().checkpoint().position().round()).isEqualTo(4);
    }

    @Test
    void namesWhatIsDamagedAndOffersTheLastThatIsWhole() throws IOException {
        try (CheckpointShelf shelf = new CheckpointShelf(store, work(), 4, false)) {
            for (long round = 1; round <= 4; round++) {
                shelf.put(checkpoint(round), new MetricsLog());
            }
        }
        Path flipped = directory.resolve("work/round-00000004/" + Checkpoints.PARAMETERS);
        byte[] bytes = Files.readAllBytes(flipped);
        bytes[bytes.length - 1] ^= 16;
        Files.write(flipped, bytes);
        Path cut = directory.resolve("work/round-00000003/" + Checkpoints.OPTIMIZER);
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 100));
        Files.delete(directory.resolve("work/round-00000002/" + Checkpoints.PARAMETERS));

        CheckpointShelf.Found found = shelf().newest();
        assertThat(found.whole().orElseThrow().checkpoint().position().round()).isEqualTo(1);
        List<String> refused = found.refused();
        assertThat(refused).hasSize(3);
        assertThat(refused.get(0)).contains("round-00000004", Checkpoints.PARAMETERS + " has sha256 ");
        assertThat(refused.get(1)).contains("round-00000003", Checkpoints.OPTIMIZER + " has 100 bytes where its state");
        assertThat(refused.get(2)).contains("round-00000002", Checkpoints.PARAMETERS + " is not there");
    }

    @Test
    void aCheckpointThatCouldNotBeWrittenStopsTheTraining() throws IOException {
        Files.writeString(directory.resolve("work"), "a file where the directory should be");
        CheckpointShelf shelf = shelf();
        shelf.put(checkpoint(1), new MetricsLog());
        assertThatThrownBy(() -> shelf.put(checkpoint(2), new MetricsLog()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the last checkpoint was not written: ");
    }

    @Test
    void keepsTheBestBesidesTheNewest() throws IOException {
        double[] losses = {3, 1, 2, 1.5, 1.75};
        MetricsLog metrics = new MetricsLog();
        try (CheckpointShelf shelf = new CheckpointShelf(store, work(), 2, true)) {
            assertThat(shelf.best(metrics)).isEmpty();
            for (int round = 1; round <= losses.length; round++) {
                metrics.add(metrics(round, losses[round - 1]));
                shelf.put(checkpoint(round), metrics);
            }
        }
        assertThat(directory.resolve("work").toFile().list())
                .containsExactlyInAnyOrder("round-00000002", "round-00000004", "round-00000005");
        assertThat(metrics.bestRound()).isEqualTo(2);
        assertThat(shelf().best(metrics).orElseThrow().position().round()).isEqualTo(2);
    }

    @Test
    void aDamagedCheckpointThatTheTrainingOvertakesCrowdsOutNone() throws IOException {
        try (CheckpointShelf shelf = shelf()) {
            shelf.put(checkpoint(2), new MetricsLog());
            shelf.put(checkpoint(9), new MetricsLog());
        }
        Files.delete(directory.resolve("work/round-00000009/" + Checkpoints.STATE));
        try (CheckpointShelf shelf = shelf()) {
            assertThat(shelf.newest()
                            .whole()
                            .orElseThrow()
                            .checkpoint()
                            .position()
                            .round())
                    .isEqualTo(2);
            shelf.put(checkpoint(3), new MetricsLog());
        }
        assertThat(directory.resolve("work").toFile().list())
                .containsExactlyInAnyOrder("round-00000002", "round-00000003");
    }

    /** As if killed at each change of the file system in turn, the last of them half done. */
    @Test
    void killedAtAnyMomentItHasAWholeCheckpointAndGoesOn() throws IOException {
        boolean killed = true;
        for (int changes = 0; killed; changes++) {
            org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(
                    directory.resolve("killed-" + changes).toUri());
            TableStore healthy =
                    new TableStore(FileSystem.getLocal(new Configuration()).getRawFileSystem(), root);
            org.apache.hadoop.fs.Path work = new org.apache.hadoop.fs.Path(root, "work");
            try (CheckpointShelf shelf = new CheckpointShelf(healthy, work, 2, true)) {
                shelf.put(checkpoint(1), new MetricsLog());
                shelf.put(checkpoint(2), new MetricsLog());
            }
            killed = diesWriting(new TableStore(new DyingFileSystem(healthy.fileSystem(), changes), root), work);

            try (CheckpointShelf shelf = new CheckpointShelf(healthy, work, 2, true)) {
                CheckpointShelf.Found found = shelf.newest();
                assertThat(found.refused())
                        .as("killed after %s changes", changes)
                        .isEmpty();
                assertThat(found.whole().orElseThrow().checkpoint().position().round())
                        .isBetween(2L, 3L);
                shelf.put(checkpoint(3), new MetricsLog());
            }
            assertThat(directory.resolve("killed-" + changes + "/work").toFile().list())
                    .containsExactlyInAnyOrder("round-00000002", "round-00000003");
            assertThat(changes).isLessThan(30);
        }
    }

    private static boolean diesWriting(TableStore dying, org.apache.hadoop.fs.Path work) {
        CheckpointShelf shelf = new CheckpointShelf(dying, work, 2, true);
        try (shelf) {
            shelf.put(checkpoint(3), new MetricsLog());
        } catch (IOException e) {
            return true;
        }
        return false;
    }

    private static RoundMetrics metrics(int round, double validationLoss) {
        return new RoundMetrics(
                0, 3L * round, 100L * round, 2, 1, OptionalDouble.of(validationLoss), 1e-3, 1_000, new TreeMap<>());
    }

    /** Makes some changes, half of one more, and then none. */
    private static final class DyingFileSystem extends FilterFileSystem {

        private int left;

        private DyingFileSystem(FileSystem healthy, int changes) {
            super(healthy);
            left = changes;
        }

        @Override
        public FSDataOutputStream create(
                org.apache.hadoop.fs.Path file,
                FsPermission permission,
                boolean overwrite,
                int bufferSize,
                short replication,
                long blockSize,
                Progressable progress)
                throws IOException {
            if (left == 0) {
                super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress)
                        .close();
            }
            live();
            return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
        }

        @Override
        public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) throws IOException {
            live();
            return super.rename(from, to);
        }

        @Override
        public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
            live();
            return super.delete(path, recursive);
        }

        @Override
        public boolean mkdirs(org.apache.hadoop.fs.Path path) throws IOException {
            live();
            return super.mkdirs(path);
        }

        private void live() throws IOException {
            if (left-- <= 0) {
                throw new IOException("killed");
            }
        }
    }

    private CheckpointShelf shelf() {
        return new CheckpointShelf(store, work(), 2, false);
    }

    private org.apache.hadoop.fs.Path work() {
        return new org.apache.hadoop.fs.Path(directory.resolve("work").toUri());
    }

    private static Checkpoint checkpoint(long round) {
        int size = (int) SPEC.parameterCount();
        return new Checkpoint(
                SPEC,
                new TokenizerIdentity(11, "ab".repeat(32)),
                new TrainingPosition(round, 3 * round, 100 * round),
                new float[size],
                new float[2 * size]);
    }
}
