package io.bloomery.data.filter.nemo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NemoModifiersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a **b** c|a b c",
                "**** a|~ a~",
                "*a|*a",
                "***a***|a",
                "_a_ __b__ _c|a b _c",
                "snake_case_name _x_|snake_case_name x",
                "_ a _|_ a _",
                "__a_|_a",
                "_a_b_|a_b",
                "[t](u) [v](w|u [v](w",
                "[[a]](b)|b",
                "[a] (b)|[a] (b)"
            })
    void takesMarkdownAway(String text, String plain) {
        assertThat(rewritten(new MarkdownRemover(), text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "*", "_", " _a", "](", "**"})
    void takesLinearTimeWhateverIsLeftOpen(String part) {
        String text = part.repeat(200_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> rewritten(new MarkdownRemover(), text));
    }

    @Test
    void removesUrlsUpToTheNextWhiteSpace() {
        assertThat(rewritten(new UrlRemover(), "a http://b.c/d?e=(f) HTTPS://x\u00a0www.g h www. i"))
                .isEqualTo("a  \u00a0 h www. i");
    }

    @Test
    void leavesOneBlankLineBetweenTwoLines() {
        assertThat(rewritten(new NewlineNormalizer(), "a\n\n\n\nb\r\n\r\n\r\n\r\nc\n\nd"))
                .isEqualTo("a\n\nb\r\n\r\nc\n\nd");
    }

    @Test
    void takesQuotationMarksOffTheWholeText() {
        assertThat(rewritten(new QuotationRemover(), "\"ab\"")).isEqualTo("ab");
        assertThat(rewritten(new QuotationRemover(), "\"a\nb\"")).isEqualTo("a\nb");
        assertThat(rewritten(new QuotationRemover(), "\"a\"\nb\"")).isEqualTo("\"a\"\nb\"");
        assertThat(rewritten(new QuotationRemover(), "\"\"")).isEqualTo("\"\"");
        assertThat(rewritten(new QuotationRemover(), "\"a")).isEqualTo("\"a");
    }

    @Test
    void slicesByCharactersAndFromTheEnd() throws IOException {
        assertThat(slice("", 1, "", -1, "😀ab😀")).isEqualTo("ab");
        assertThat(slice("", -2, "", Integer.MAX_VALUE, "abc")).isEqualTo("bc");
        assertThat(slice("", 9, "", 3, "abc")).isEmpty();
        assertThat(slice("__", 0, "__", 0, "abc__def__ghi")).isEqualTo("__def__");
        assertThat(slice("x", 0, "", 3, "abc")).isEmpty();
        assertThat(slice("c", 0, "a", 0, "abc")).isEmpty();
    }

    @Test
    void removesBoilerplateThatStandsTogetherAtAnEnd() throws IOException {
        Rule atEnds = new BoilerplateRemoverConfig(true).create(new NoResources());
        assertThat(rewritten(atEnds, "a\n\nb\n\nTerms of Use\n\nPrivacy Policy"))
                .isEqualTo("a\n\nb");
        assertThat(rewritten(atEnds, "a\n\nterms of use\n\nb")).isEqualTo("a\n\nterms of use\n\nb");
        assertThat(rewritten(atEnds, "terms of use\n\na\n\nterms of use"))
                .isEqualTo("terms of use\n\na\n\nterms of use");
        assertThat(rewritten(atEnds, "a\n\nlorem ipsum dolor")).isEmpty();
        assertThat(rewritten(new BoilerplateRemoverConfig(false).create(new NoResources()), "a\n\nterms of use"))
                .isEmpty();
    }

    @Test
    void removesWholeLinesOnly() throws IOException {
        Rule remover = new LineRemoverConfig(List.of("x")).create(new NoResources());
        assertThat(rewritten(remover, "x\nax\n x\nx")).isEqualTo("ax\n x");
    }

    private static String slice(String left, int leftIndex, String right, int rightIndex, String text)
            throws IOException {
        return rewritten(
                new SlicerConfig(left, leftIndex, right, rightIndex, true, true, true).create(new NoResources()), text);
    }

    private static String rewritten(Rule rule, String text) {
        Draft draft = Draft.of(text);
        rule.apply(draft);
        return draft.text();
    }
}
