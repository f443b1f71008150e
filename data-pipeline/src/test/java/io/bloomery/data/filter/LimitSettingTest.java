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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSettingTest {

    /** The section {@code clean} of the whole configuration. */
    private record Clean(CleanConfig clean) {}

    @ParameterizedTest
    @CsvSource({
        "short-text, 100, clean.rules.multilingual.short-text.min-characters",
        "too-few-words, 50, clean.rules.multilingual.word-count.min",
        "too-many-words, 100000, clean.rules.multilingual.word-count.max",
        "too-short-words, 3, clean.rules.multilingual.mean-word-length.min",
        "bullet-lines, 0.9, clean.rules.multilingual.bullet-lines.max-fraction"
    })
    void findsTheSettingOfALimit(String reason, double value, String path) throws IOException {
        assertThat(new LimitSetting(config(), new NoResources()).path(reason, value))
                .contains(path);
    }

    @Test
    void findsNothingForAReasonThatNoRuleOfTheProfileHas() throws IOException {
        assertThat(new LimitSetting(config(), new NoResources()).path("http-status", 200))
                .isEmpty();
    }

    private static CleanConfig config() throws IOException {
        String reference = Files.readString(Path.of("..", "conf", "reference.conf"));
        String clean = reference.substring(
                reference.indexOf("\nclean {"), reference.indexOf("\n}\n", reference.indexOf("\nclean {")) + 2);
        List<ConfigLayer> layers = List.of(
                ConfigLayer.text("reference.conf", clean),
                ConfigLayer.assignments("test", Map.of("clean.profile", "multilingual")));
        return ConfigLoader.load(Clean.class, layers).value().clean();
    }
}
