package io.bloomery.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.spec.LlamaSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

    private static final GptSpec SPEC = new GptSpec(11, 4, 1, 2, 4);
    private static final TokenizerIdentity TOKENIZER = new TokenizerIdentity(11, "ab".repeat(32));

    @TempDir
    private Path directory;

    private Folder folder;
    private Checkpoint written;

    @BeforeEach
    void writeACheckpoint() throws IOException {
        folder = new LocalFolder(directory);
        int size = (int) ParameterLayout.of(SPEC).size();
        written = new Checkpoint(
                SPEC, TOKENIZER, new TrainingPosition(12, 120, 1L << 40), random(size, 1), random(2 * size, 2));
        Checkpoints.write(folder, written);
    }

    @Test
    void readsBackEveryBit() throws IOException {
        Checkpoint read = Checkpoints.read(folder);
        assertThat(read.spec()).isEqualTo(SPEC);
        assertThat(read.tokenizer()).isEqualTo(TOKENIZER);
        assertThat(read.position()).isEqualTo(written.position());
        assertThat(read.parameters()).isEqualTo(written.parameters());
        assertThat(read.updaterState()).isEqualTo(written.updaterState());
    }

    @Test
    void readsTheModelWithoutTheOptimizer() throws IOException {
        Files.delete(directory.resolve(Checkpoints.OPTIMIZER));
        Checkpoint read = Checkpoints.readModel(folder);
        assertThat(read.parameters()).isEqualTo(written.parameters());
        assertThat(read.updaterState()).isEmpty();
    }

    @Test
    void readsBackALlama() throws IOException {
        LlamaSpec llama = new LlamaSpec(11, 4, 1, 4, 2, 8, 12, 1e-6, 500_000, false);
        int size = (int) llama.parameterCount();
        Checkpoints.write(
                folder, new Checkpoint(llama, TOKENIZER, TrainingPosition.START, random(size, 3), random(2 * size, 4)));
        assertThat(Checkpoints.read(folder).spec()).isEqualTo(llama);
    }

    @ParameterizedTest
    @ValueSource(strings = {Checkpoints.PARAMETERS, Checkpoints.OPTIMIZER})
    void refusesTensorsThatAreNotThere(String name) throws IOException {
        Files.delete(directory.resolve(name));
        assertRefused(directory.resolve(name) + " is not there, but its state records ");
    }

    @ParameterizedTest
    @ValueSource(strings = {Checkpoints.PARAMETERS, Checkpoints.OPTIMIZER})
    void refusesTensorsCutAtAnyByte(String name) throws IOException {
        byte[] tensors = Files.readAllBytes(directory.resolve(name));
        for (int kept = 0; kept < tensors.length; kept += 97) {
            Files.write(directory.resolve(name), Arrays.copyOf(tensors, kept));
            assertRefused(name + " has " + kept + " bytes where its state records " + tensors.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Checkpoints.PARAMETERS, Checkpoints.OPTIMIZER})
    void refusesTensorsWithOneFlippedBit(String name) throws IOException {
        byte[] tensors = Files.readAllBytes(directory.resolve(name));
        tensors[tensors.length - 5] ^= 1;
        Files.write(directory.resolve(name), tensors);
        assertRefused(name + " has sha256 ");
    }

    @Test
    void refusesAStateCutAtAnyByte() throws IOException {
        byte[] state = Files.readAllBytes(directory.resolve(Checkpoints.STATE));
        for (int kept = 0; kept < state.length; kept++) {
            Files.write(directory.resolve(Checkpoints.STATE), Arrays.copyOf(state, kept));
            assertRefused(Checkpoints.STATE);
        }
    }

    @Test
    void refusesAStateOfALaterFormatOrWithImpossibleSizes() throws IOException {
        Path file = directory.resolve(Checkpoints.STATE);
        String state = Files.readString(file);
        Files.writeString(file, state.replace("\"format\" : 2", "\"format\" : 3"));
        assertRefused("has format 3; this version reads 2");
        Files.writeString(file, state.replace("gpt2", "gpt5"));
        assertRefused("the family of the model is 'gpt5'");
        Files.writeString(file, state.replace("\"layers\"", "\"blocks\""));
        assertRefused("Missing creator property 'layers'");
        Files.writeString(file, state.replace("\"heads\" : 2", "\"heads\" : 3"));
        assertRefused("width must be a multiple of heads");
        Files.writeString(file, state.replace("\"heads\" : 2", "\"heads\" : 5000000000"));
        assertRefused("5000000000");
        Files.writeString(file, state.replace("\"vocabulary_size\" : 11", "\"vocabulary_size\" : 12"));
        assertRefused("has tensor transformer.wte.weight of shape [11, 4] where the model needs [12, 4]");
    }

    @Test
    void aFolderWithoutAStateHoldsNoCheckpoint() throws IOException {
        Files.delete(directory.resolve(Checkpoints.STATE));
        assertThatThrownBy(() -> Checkpoints.read(folder))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(directory.resolve(Checkpoints.STATE) + " is not there")
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.INPUT_MISSING);
    }

    @Test
    void anotherTokenizerIsNamedWithBothValues() {
        TOKENIZER.requireSame("checkpoint a", new TokenizerIdentity(11, "ab".repeat(32)), "tokenizer b");
        assertThatThrownBy(() -> TOKENIZER.requireSame(
                        "checkpoint a", new TokenizerIdentity(12, "cd".repeat(32)), "tokenizer b"))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("checkpoint a was trained with a tokenizer of 11 tokens (sha256 " + "ab".repeat(32)
                        + ") but tokenizer b has 12 tokens (sha256 " + "cd".repeat(32) + ")");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Checkpoints.read(folder))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    private static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
