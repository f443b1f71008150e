package io.bloomery.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.jobs.storage.TableStore;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.checkpoint.Checkpoints;
import io.bloomery.model.checkpoint.TokenizerIdentity;
import io.bloomery.model.checkpoint.TrainingPosition;
import io.bloomery.model.spec.GptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
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
        try (CheckpointShelf shelf = new CheckpointShelf(store, work(), 4)) {
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

    private CheckpointShelf shelf() {
        return new CheckpointShelf(store, work(), 2);
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
