package io.bloomery.data.filter.multilingual;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MultilingualRulesTest {

    private static final ResourceReader NO_RESOURCES = new NoResources();

    static final String ENGLISH = """
            The bloomery is a kind of furnace that was once used for making iron. It consists of a pit or a chimney with \
            walls that can stand great heat, and pipes near the bottom let air come in by their own or with bellows.

            In the beginning people have to warm it with charcoal. When it is hot enough, small pieces of ore are put on top, \
            layer by layer, together with more charcoal, until the smith decides that the work is done for this day.""";

    static Stream<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (RuleFactory factory : Texts.published().factories().values()) {
            rules.add(factory.create(NO_RESOURCES));
        }
        return rules.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleKeepsTheContract(Rule rule) throws IOException, ClassNotFoundException {
        RuleContract.verify(rule);
    }

    @Test
    void keepsPlainProseWithEverySignalInItsPlace() throws IOException {
        RuleSet rules = new RuleSet(rules().toList(), true);

        Verdict verdict = rules.apply(Texts.document(ENGLISH).withLanguage("en", 1));

        assertThat(Texts.outcome(verdict)).isEqualTo("keep");
        assertThat(verdict.document().signals().keySet()).containsExactlyElementsOf(rules.signals());
    }

    @Test
    void measuresADroppedDocumentToTheEnd() throws IOException {
        RuleSet rules = new RuleSet(rules().toList(), true);

        Verdict verdict = rules.apply(Texts.document(ENGLISH.substring(0, 180)).withLanguage("en", 1));

        assertThat(Texts.outcome(verdict)).isEqualTo("too-few-words 37.0 50.0");
        assertThat(verdict.document().signals().keySet()).containsExactlyElementsOf(rules.signals());
    }
}
