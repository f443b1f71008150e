package io.bloomery.data.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.step.NoResources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RescoringTest {

    private static final String PROFILE = "clean.profiles.mine";

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
    void aSettingThatDecidesWhatIsMeasuredStandsInTheWay() throws IOException {
        CleanConfig measured = config(Map.of(PROFILE, "[c4.quality]"));
        CleanConfig wanted = config(Map.of(PROFILE, "[c4.quality]", "clean.rules.c4.quality.min-words-per-line", "5"));

        assertThat(obstacles(measured, wanted))
                .containsExactly("clean.rules.c4.quality.min-words-per-line decides what is measured");
    }

    @Test
    void whatAFamilySharesIsPartOfItsRulesAndStandsInTheWay() throws IOException {
        CleanConfig measured = config(Map.of(PROFILE, "[stats.words]"));
        CleanConfig wanted = config(Map.of(PROFILE, "[stats.words]", "clean.rules.stats.settings.short-word", "4"));

        assertThat(obstacles(measured, wanted))
                .containsExactly("clean.rules.stats.words.settings decides what is measured");
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
        Map<String, String> all = new TreeMap<>(Map.of("clean.profile", "mine", PROFILE, "[multilingual.word-count]"));
        all.putAll(settings);
        return ReferenceConfig.clean(all);
    }
}
