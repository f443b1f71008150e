package io.bloomery.data.filter.datatrove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatatroveRulesTest {

    /** A file system on which every file reads the same. */
    private record OneFile(String content) implements ResourceReader {
        @Override
        public InputStream open(String path) {
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> files(String path) {
            return List.of(path);
        }
    }

    @Test
    void keepTheContract() throws Exception {
        RuleContract.verify(new Regex(new RegexConfig("(a|ab)*\\pL+x")));
        RuleContract.verify(new Sampler(new SamplerConfig(0.5, 42)));
        RuleContract.verify(new UnigramLogProbs(-10, Map.of("word", 3L, "the", 7L)));
    }

    @Test
    void findsAnExpression() {
        Rule rule = new Regex(new RegexConfig("(?i)copyright"));

        assertThat(measured(rule, "CoPyRiGhT 2020", "regex-found")).isEqualTo(1);
        assertThat(measured(rule, "free", "regex-found")).isZero();
        assertThat(measured(new Regex(new RegexConfig("")), "free", "regex-found"))
                .isZero();
        assertThatThrownBy(() -> new RegexConfig("("))
                .hasMessageStartingWith("regex-exp is no regular expression of RE2");
    }

    @Test
    void drawsByDocumentAndSeed() {
        Draft one = new Draft(Document.of("1", "http://a/", "text"));
        Draft two = new Draft(Document.of("2", "http://a/", "text"));

        assertThat(DocumentDraw.of(one, 1)).isEqualTo(DocumentDraw.of(one, 1)).isBetween(0.0, 1.0);
        assertThat(DocumentDraw.of(one, 1))
                .isNotEqualTo(DocumentDraw.of(two, 1))
                .isNotEqualTo(DocumentDraw.of(one, 2));
    }

    @Test
    void meansTheLogarithmsOfWordProbabilities() throws IOException {
        Rule rule = UnigramLogProbs.read(
                new UnigramLogProbsConfig("table", -10), new OneFile("word,count\nthe,75\ncat,25\n"));

        assertThat(measured(rule, "The cat the", "unigram-log-prob"))
                .isEqualTo((2 * Math.log(0.75) + Math.log(0.25)) / 3, within(1e-12));
        assertThat(measured(rule, "unheard", "unigram-log-prob")).isEqualTo(Math.log(1e-9), within(1e-12));
        assertThat(measured(rule, "", "unigram-log-prob")).isZero();
    }

    @Test
    void refusesATableThatIsNone() {
        UnigramLogProbsConfig config = new UnigramLogProbsConfig("table", -10);

        assertThatThrownBy(() -> UnigramLogProbs.read(config, new OneFile("the 75")))
                .hasMessage("table does not begin with a line word,count");
        assertThatThrownBy(() -> UnigramLogProbs.read(config, new OneFile("word,count\nthe,many")))
                .hasMessage("table has a line whose count is no number: many");
    }

    private static double measured(Rule rule, String text, String signal) {
        Draft draft = Draft.of(text);
        rule.apply(draft);
        return draft.signal(signal).orElseThrow();
    }
}
