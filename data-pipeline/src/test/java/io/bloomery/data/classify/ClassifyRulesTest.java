package io.bloomery.data.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifyRulesTest {

    private static final ResourceReader MODELS = new ResourceReader() {
        @Override
        public InputStream open(String path) throws IOException {
            return path.equals("quality.model")
                    ? new ByteArrayInputStream(QualityModelTest.bytes(
                            QualityTrainer.train(Texts.examples(1, 200, 0.5), TrainingConfig.DEFAULTS)))
                    : ClassifyRulesTest.class.getResourceAsStream("/fasttext/" + path);
        }

        @Override
        public List<String> files(String path) {
            return List.of(path);
        }
    };

    @Test
    void dropsWhatScoresBelowTheLimit() throws IOException, ClassNotFoundException {
        Rule rule = rule("quality", "quality.model", "hierarchical.bin", "fr");
        RuleSet rules = new RuleSet(List.of(rule), true);
        assertThat(rules.apply(document("the theorem explains the evidence"))).isInstanceOf(Verdict.Keep.class);
        Verdict.Drop drop = (Verdict.Drop) rules.apply(document("click to subscribe and buy"));
        assertThat(drop.rule()).isEqualTo("quality");
        assertThat(drop.measured())
                .isEqualTo(drop.document().signals().get("quality-score"))
                .isLessThan(0.5);
        RuleContract.verify(rule);
    }

    @Test
    void storesTheProbabilityOfTheLabel() throws IOException, ClassNotFoundException {
        Rule rule = rule("fasttext", "", "hierarchical.bin", "fr");
        RuleSet rules = new RuleSet(List.of(rule), true);
        assertThat(rules.apply(document("sont la les avec ou son aux d'un cette d'une ont ses"))
                        .document()
                        .signals()
                        .get("fasttext-quality-score"))
                .isBetween(0.83, 0.84);
        assertThat(((Verdict.Drop) rules.apply(document("у к за вы"))).rule()).isEqualTo("fasttext-quality");
        RuleContract.verify(rule);
    }

    @Test
    void saysWhichSettingIsMissing() {
        assertThatThrownBy(() -> rule("quality", "", "", "fr"))
                .hasMessage("the profile names the rule classify.quality, and no model is set for it");
        assertThatThrownBy(() -> rule("fasttext", "", "softmax.bin", "hq"))
                .hasMessageStartingWith("the model softmax.bin has no label 'hq' but [");
        assertThatThrownBy(() -> new QualityConfig("", 1.1)).hasMessage("min-score must be in [0, 1] but is 1.1");
        assertThatThrownBy(() -> new FastTextConfig("", "", Double.NaN))
                .hasMessage("min-score must be in [0, 1] but is NaN");
    }

    private static Rule rule(String name, String model, String fastText, String label) throws IOException {
        return new ClassifyRules(new QualityConfig(model, 0.5), new FastTextConfig(fastText, label, 0.5))
                .factories()
                .get(name)
                .create(MODELS);
    }

    private static Document document(String text) {
        return Document.of("id", "", text);
    }
}
