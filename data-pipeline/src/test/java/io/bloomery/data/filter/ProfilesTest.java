package io.bloomery.data.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

    private static final String PROSE = """
            The bloomery is a kind of furnace that was once used for making iron. It consists of a pit or a chimney with \
            walls that can stand great heat, and pipes near the bottom let air come in by their own or with bellows.

            In the beginning people have to warm it with charcoal. When it is hot enough, small pieces of ore are put on \
            top, layer by layer, together with more charcoal, until the smith decides that the work is done for this day.

            What comes out is a lump of iron and slag. It is called the bloom, and it has to be hammered while it is still \
            hot. Most of the slag leaves it then, and the iron that is left can be forged into whatever the village needs.
            """;

    @ParameterizedTest
    @ValueSource(strings = {"multilingual", "gopher", "c4", "fineweb", "dolma", "dclm", "nemo"})
    void everyShippedProfileKeepsProseAndDropsNoise(String profile) throws IOException {
        RuleSet rules = ReferenceConfig.clean(Map.of("clean.profile", profile)).ruleSet(new NoResources());

        assertThat(rules.apply(Document.of("1", "http://a.test/", PROSE))).isInstanceOf(Verdict.Keep.class);
        assertThat(rules.apply(Document.of("2", "http://a.test/", "## 1 2 3 ## 4 5 6 $$ ".repeat(40))))
                .isInstanceOf(Verdict.Drop.class);
        assertThat(rules.apply(Document.of("3", "http://a.test/", ""))).isInstanceOf(Verdict.Drop.class);
    }

    @Test
    void everyRuleIsFingerprintedWithItsSettings() throws IOException {
        String all =
                ReferenceConfig.clean(Map.of()).rules().factories().keySet().toString();
        CleanConfig config = ReferenceConfig.clean(Map.of("clean.profile", "all", "clean.profiles.all", all));

        assertThat(config.activeRules().stream()
                        .filter(rule -> rule.settings().isEmpty())
                        .map(RuleSettings::rule))
                .as("rules without settings")
                .containsExactly(
                        "normalize",
                        "dclm.counter-line",
                        "dclm.citation-removal",
                        "nemo.newline-normalizer",
                        "nemo.url-remover",
                        "nemo.quotation-remover",
                        "nemo.markdown-remover",
                        "chinese.narrow");
    }

    @Test
    void namesTheNearestRuleOfAMisspeltOne() {
        assertThatThrownBy(() -> ReferenceConfig.clean(Map.of("clean.profiles.mine", "[gopher.qualitty]")))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("'gopher.qualitty'")
                .hasMessageContaining("did you mean gopher.quality?");
    }

    @Test
    void namesTheProfilesThereAre() {
        assertThatThrownBy(() -> ReferenceConfig.clean(Map.of("clean.profile", "finweb")))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("did you mean fineweb?");
    }
}
