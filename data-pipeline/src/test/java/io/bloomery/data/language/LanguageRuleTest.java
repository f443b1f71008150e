package io.bloomery.data.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageRuleTest {

    private static final ResourceReader MODELS = new ResourceReader() {
        @Override
        public InputStream open(String path) {
            return LanguageRuleTest.class.getResourceAsStream("/fasttext/" + path);
        }

        @Override
        public List<String> files(String path) {
            return List.of(path);
        }
    };

    @Test
    void namesTheLabelOfTheModel() throws IOException, ClassNotFoundException {
        Rule rule = LanguageRule.of(new LanguageConfig(List.of("fr"), 0.5, "hierarchical.bin"), MODELS);
        Draft draft = Draft.of("être avoir faire dire\naller voir savoir pouvoir vouloir");
        rule.apply(draft);
        assertThat(draft.language()).isEqualTo("fr");
        assertThat(draft.signal("language").getAsDouble()).isGreaterThan(0.5);
        assertThat(draft.document().languageScore()).isBetween(0.5, 1.0);
        RuleContract.verify(rule);
    }

    @Test
    void wantsLabelsThatTheModelHas() {
        assertThatThrownBy(() -> LanguageRule.of(new LanguageConfig(List.of("zh"), 0.5, "softmax.bin"), MODELS))
                .hasMessageStartingWith("keep names the language 'zh', which is none of [");
        assertThatThrownBy(
                        () -> LanguageRule.of(new LanguageConfig(List.of("de"), 0.5, "absent.bin"), new NoResources()))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void measuresHowTraditionalChineseIs() throws IOException {
        assertThat(traditionalShare("我们的邻居买了河边的一座旧磨坊，想把它改成图书馆。")).isEqualTo(0);
        assertThat(traditionalShare("我們的鄰居買了河邊的一座舊磨坊，想把它改成圖書館。")).isEqualTo(1);
        assertThat(traditionalShare("近所の人が川のそばの古い水車小屋を買って、図書館にしたいと言っています。")).isEqualTo(-1);
    }

    private static double traditionalShare(String text) throws IOException {
        Draft draft = Draft.of(text);
        LanguageRule.of(new LanguageConfig(List.of(), 0, ""), new NoResources()).apply(draft);
        return draft.signal(LanguageRule.TRADITIONAL_CHINESE).orElse(-1);
    }
}
