package io.bloomery.data.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.config.ConfigLayer;
import io.bloomery.data.config.ConfigLoader;
import io.bloomery.data.step.NoResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RescoringTest {

    private static final String PROFILE = "clean.profiles.mine";

    /** The section {@code clean} of the whole configuration. */
    private record Clean(CleanConfig clean) {}

    @Test
    void nothingStandsInTheWayOfOtherLimits() throws IOException {
        CleanConfig measured = config(Map.of());
        CleanConfig wanted = config(Map.of(
                "clean.rules.multilingual.word-count.min",
                "7",
                "clean.rules.multilingual.short-text.min-characters",
                "1"));

        assertThat(obstacles(measured, wanted)).isEmpty();
    }

    @Test
    void otherRulesOrAnotherOrderStandInTheWay() throws IOException {
        CleanConfig measured = config(Map.of(PROFILE, "[multilingual.word-count]"));

        assertThat(obstacles(measured, config(Map.of(PROFILE, "[multilingual.short-text]"))))
                .containsExactly("the rules were [multilingual.word-count] and are now [multilingual.short-text]");
    }

    private static List<String> obstacles(CleanConfig measured, CleanConfig wanted) throws IOException {
        return new Rescoring(wanted, new NoResources()).obstacles(measured.activeRules());
    }

    private static CleanConfig config(Map<String, String> settings) throws IOException {
        Map<String, String> all =
                new java.util.TreeMap<>(Map.of("clean.profile", "mine", PROFILE, "[multilingual.word-count]"));
        all.putAll(settings);
        String reference = Files.readString(Path.of("..", "conf", "reference.conf"));
        String clean = reference.substring(
                reference.indexOf("\nclean {"), reference.indexOf("\n}\n", reference.indexOf("\nclean {")) + 2);
        return ConfigLoader.load(
                        Clean.class,
                        List.of(ConfigLayer.text("reference.conf", clean), ConfigLayer.assignments("test", all)))
                .value()
                .clean();
    }
}
