package io.bloomery.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {

    enum Shade {
        LIGHT_GREY,
        BLACK
    }

    record Ore(double maxFraction, Shade shade) {
        Ore {
            if (!(maxFraction >= 0 && maxFraction <= 1)) {
                throw new IllegalArgumentException("max-fraction must be in [0, 1] but is " + maxFraction);
            }
        }
    }

    record Furnace(
            String name,
            int heats,
            ByteSize load,
            Duration blast,
            List<String> seeds,
            Map<String, String> env,
            Ore ore) {}

    private static final ConfigLayer REFERENCE = ConfigLayer.text("reference.conf", """
            name = "one"
            heats = 3
            load = 2 MiB
            blast = 5 s
            seeds = []
            env {}
            ore {
              max-fraction = 0.5
              shade = black
            }
            """);

    @Test
    void bindsEveryTypeThatRecordsUse() {
        assertThat(load().value())
                .isEqualTo(new Furnace(
                        "one",
                        3,
                        ByteSize.ofMebibytes(2),
                        Duration.ofSeconds(5),
                        List.of(),
                        Map.of(),
                        new Ore(0.5, Shade.BLACK)));
    }

    @Test
    void letsALaterLayerWin() {
        LoadedConfig<Furnace> loaded = load(
                ConfigLayer.text("my.conf", "heats = 4\nore.shade = light-grey"),
                ConfigLayer.assignments(
                        "--set", Map.of("heats", "5", "name", "hdfs://host:9000/x", "seeds", "[\"http://a/\"]")));

        assertThat(loaded.value().heats()).isEqualTo(5);
        assertThat(loaded.value().name()).isEqualTo("hdfs://host:9000/x");
        assertThat(loaded.value().seeds()).containsExactly("http://a/");
        assertThat(loaded.value().ore().shade()).isEqualTo(Shade.LIGHT_GREY);
    }

    @Test
    void namesTheNearestKeyOfAMisspeltOneWithFileAndLine() {
        assertThatThrownBy(() -> load(ConfigLayer.text("my.conf", "\nore {\n  max-fractoin = 0.1\n}")))
                .isInstanceOf(BloomeryException.class)
                .hasMessage("my.conf: 3: unknown key ore.max-fractoin; did you mean ore.max-fraction?");
    }

    @Test
    void saysThatAMisspeltKeyCameFromTheCommandLine() {
        assertThatThrownBy(() -> load(ConfigLayer.assignments("--set", Map.of("orr.shade", "black"))))
                .hasMessage("--set: unknown key orr; did you mean ore?");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThatThrownBy(() -> load(ConfigLayer.text(
                        "my.conf", "heats = many\nblast = soon\nzzz = 1\nore.max-fraction = 2\nore.shade = pink")))
                .hasMessageContaining("4 problems")
                .hasMessageContaining("my.conf: 1: heats = \"many\" is not a whole number")
                .hasMessageContaining("my.conf: 2: blast = \"soon\" is not a duration such as 5 s")
                .hasMessageContaining("my.conf: 3: unknown key zzz; known keys here: name, heats,")
                .hasMessageContaining("my.conf: 5: ore.shade: must be one of light-grey, black but is pink");
    }

    @Test
    void namesTheLineOfAValueThatTheRecordRefuses() {
        assertThatThrownBy(() -> load(ConfigLayer.text("my.conf", "# first\nore.max-fraction = 2")))
                .hasMessage("my.conf: 2: ore: max-fraction must be in [0, 1] but is 2.0");
    }

    @Test
    void reportsAMissingKey() {
        assertThatThrownBy(() -> ConfigLoader.load(Ore.class, List.of(ConfigLayer.text("my.conf", "shade = black"))))
                .hasMessage("missing key max-fraction");
    }

    @Test
    void reportsHoconThatDoesNotParse() {
        assertThatThrownBy(() -> load(ConfigLayer.text("my.conf", "ore {")))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("my.conf");
    }

    @Test
    void rendersTheOriginOfEveryValueAndMasksSecrets() {
        LoadedConfig<Furnace> loaded =
                load(ConfigLayer.assignments("--set", Map.of("env", "{ \"my-password\" = \"hunter2\" }")));

        assertThat(loaded.rendered())
                .contains("heats = 3  # reference.conf: 2")
                .contains("my-password = \"***\"")
                .doesNotContain("hunter2");
    }

    @Test
    void turnsRecordsBackIntoATree() {
        assertThat(RecordTree.of(load().value()))
                .containsEntry("heats", 3)
                .containsEntry("load", 2L << 20)
                .containsEntry("blast", "PT5S")
                .containsEntry("ore", Map.of("max-fraction", 0.5, "shade", "black"));
    }

    @Test
    void leavesWhatIsIncidentalOutOfAnIdentity() {
        record Fire(int degrees, @Incidental int stokers) {}
        record Smelting(Fire fire, List<Fire> later) {}
        Smelting smelting = new Smelting(new Fire(1200, 2), List.of(new Fire(900, 1)));
        assertThat(RecordTree.identityOf(smelting))
                .containsEntry("fire", Map.of("degrees", 1200))
                .containsEntry("later", List.of(Map.of("degrees", 900)));
        assertThat(RecordTree.of(smelting)).containsEntry("fire", Map.of("degrees", 1200, "stokers", 2));
    }

    private static LoadedConfig<Furnace> load(ConfigLayer... layers) {
        List<ConfigLayer> all = new ArrayList<>(List.of(REFERENCE));
        all.addAll(List.of(layers));
        return ConfigLoader.load(Furnace.class, all);
    }
}
