package io.bloomery.data.filter.gopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GopherQualityTest {

    private static final List<String> STOP_WORDS = List.of("the", "be", "to", "of", "and", "that", "have", "with");
    private static final GopherQualityConfig USUAL =
            new GopherQualityConfig(50, 100_000, 3, 10, 0.1, 0.9, 0.3, 0.8, 2, STOP_WORDS);
    private static final GopherQualityConfig OFF = new GopherQualityConfig(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    @Test
    void keepsTheContract() throws Exception {
        RuleContract.verify(new GopherQuality(USUAL));
        RuleContract.verify(new GopherQuality(OFF));
    }

    @Test
    void countsWordsThatAreMoreThanPunctuation() {
        String fifty = "word , ".repeat(50);

        assertThat(measured(fifty, "gopher-words")).isEqualTo(50);
        assertThat(measured(fifty, "gopher-tokens")).isEqualTo(100);
        assertThat(reason("word , ".repeat(49), USUAL)).isEqualTo("gopher-short-doc");
        assertThat(reason(fifty, USUAL)).isNotEqualTo("gopher-short-doc");
    }

    @Test
    void countsDifferentStopWordsByCase() {
        assertThat(measured("the the The of OF", "gopher-stop-words")).isEqualTo(2);
    }

    @Test
    void measuresLinesWithoutTheirIndentation() {
        String text = "  - one\n• two\nthree...\n\nfour… \n";

        assertThat(measured(text, "gopher-bullet-lines-ratio")).isEqualTo(2.0 / 5);
        assertThat(measured(text, "gopher-ellipsis-lines-ratio")).isEqualTo(2.0 / 5);
    }

    @Test
    void hasNoRatiosWithoutWords() {
        Draft draft = Draft.of(" \n ");
        new GopherQuality(USUAL).apply(draft);

        assertThat(draft.document().signals()).containsOnlyKeys("gopher-tokens", "gopher-words", "gopher-stop-words");
        assertThat(reason("", OFF)).isEqualTo("gopher-no-words");
    }

    @Test
    void countsChineseWords() {
        Draft draft = new Draft(Document.of("", "", "我爱北京天安门。").withLanguage("zh", 1));
        new GopherQuality(USUAL).apply(draft);

        assertThat(draft.signal("gopher-words")).hasValue(4);
        assertThat(draft.signal("gopher-avg-word-length")).hasValue(7 / 4.0);
    }

    @Test
    void refusesLimitsThatKeepNothing() {
        assertThatThrownBy(() -> new GopherQualityConfig(50, 40, 3, 10, 0.1, 0.9, 0.3, 0.8, 2, STOP_WORDS))
                .hasMessage("max-doc-words is 40.0, below min-doc-words 50.0, so nothing could be kept");
    }

    private static double measured(String text, String signal) {
        Draft draft = Draft.of(text);
        new GopherQuality(USUAL).apply(draft);
        return draft.signal(signal).orElseThrow();
    }

    private static String reason(String text, GopherQualityConfig config) {
        Verdict verdict = new RuleSet(List.of(new GopherQuality(config)), true).apply(Document.of("", "", text));
        return verdict.fold(keep -> "kept", Verdict.Drop::rule);
    }
}
