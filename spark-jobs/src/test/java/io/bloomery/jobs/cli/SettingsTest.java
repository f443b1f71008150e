package io.bloomery.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.config.LoadedConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.config.BloomeryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SettingsTest {

    @TempDir
    Path directory;

    @AfterEach
    void clear() {
        System.clearProperty("spark.bloomery.train.workers");
    }

    @Test
    void bindsTheReference() {
        assertThat(load().value().storage().root()).isEqualTo("bloomery-data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart.conf", "quickstart-small.conf"})
    void bindsEveryShippedRecipe(String recipe) {
        LoadedConfig<BloomeryConfig> loaded = Settings.load(new CommonOptions(), List.of(recipe), Map.of());
        assertThat(loaded.value().quickstart().javadoc()).isNotEmpty();
        assertThat(loaded.rendered()).contains(recipe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shakespeare", "common-crawl", "wikipedia-zh", "gpt2-124m"})
    void bindsEveryRecipeThatAPersonStartsFromAndItSaysWhatItCosts(String recipe) throws IOException {
        Path file = Path.of("..", "conf", recipe + ".conf");

        LoadedConfig<BloomeryConfig> loaded = load("--config", file.toString());

        assertThat(loaded.rendered()).contains(recipe + ".conf");
        assertThat(Files.readString(file)).containsPattern("(Measured|Expected) cost");
    }

    @Test
    void letsTheLaterLayerWin() throws IOException {
        Path file = Files.writeString(directory.resolve("my.conf"), "train.workers = 3\nstorage.root = /from/file");
        assertThat(load("--config", file.toString()).value().train().workers()).isEqualTo(3);

        System.setProperty("spark.bloomery.train.workers", "4");
        assertThat(load("--config", file.toString()).value().train().workers()).isEqualTo(4);
        BloomeryConfig all =
                load("--config", file.toString(), "--set", "train.workers=5").value();
        assertThat(all.train().workers()).isEqualTo(5);
        assertThat(all.storage().root()).isEqualTo("/from/file");
    }

    @Test
    void saysWhatAMisspeltKeyWasMeantToBe() {
        assertThatThrownBy(() -> load("--set", "train.worker=2"))
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessage("--set: unknown key train.worker; did you mean train.workers?");
    }

    @Test
    void namesAConfigurationFileThatIsNotThere() {
        assertThatThrownBy(() -> load("--config", directory.resolve("none.conf").toString()))
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_MISSING))
                .hasMessageContaining("none.conf");
    }

    @Test
    void refusesAnAssignmentWithoutAValue() {
        assertThatThrownBy(() -> load("--set", "train.workers"))
                .hasMessage("--set train.workers is not of the form KEY=VALUE");
    }

    @Test
    void refusesSequencesThatTheModelCannotSee() {
        assertThatThrownBy(() -> load("--set", "tokenize.sequence-length=100000"))
                .hasMessageContaining("the model cannot see sequences that long");
    }

    private static LoadedConfig<BloomeryConfig> load(String... arguments) {
        CommonOptions options = new CommonOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(arguments);
        return Settings.load(options);
    }
}
