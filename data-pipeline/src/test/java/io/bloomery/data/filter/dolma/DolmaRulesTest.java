package io.bloomery.data.filter.dolma;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.filter.gopher.NgramLimit;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.RuleContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DolmaRulesTest {

    private static final DolmaGopherConfig GOPHER = new DolmaGopherConfig(
            50,
            100_000,
            3,
            10,
            0.1,
            0.8,
            2,
            0.9,
            0.3,
            0.3,
            0.3,
            List.of(new NgramLimit(2, 0.2), new NgramLimit(3, 0.18)),
            List.of(new NgramLimit(2, 0.5), new NgramLimit(5, 0.15)));
    private static final DolmaC4Config C4 =
            new DolmaC4Config(3, List.of(".", "?", "!", "\""), "", true, true, true, true, true, true);

    @Test
    void keepTheContract() throws Exception {
        RuleContract.verify(new DolmaGopher(GOPHER));
        RuleContract.verify(new DolmaC4(C4, Set.of("bad", "very bad")));
    }

    @Test
    void countsEveryCopyOfALine() {
        Draft draft = measured("- one\n\n- one\ntwo…\n");

        assertThat(draft.signal("dolma-fraction-of-duplicate-lines")).hasValue(4.0 / 5);
        assertThat(draft.signal("dolma-fraction-of-characters-in-duplicate-lines"))
                .hasValue(10.0 / 12);
        assertThat(draft.signal("dolma-fraction-of-lines-starting-with-bullet-point"))
                .hasValue(2.0 / 5);
        assertThat(draft.signal("dolma-fraction-of-lines-ending-with-ellipsis")).hasValue(1.0 / 5);
    }

    @Test
    void takesTheMedianOfWordLengths() {
        assertThat(measured("a bb ccc dddd").signal("dolma-median-word-length")).hasValue(2.5);
        assertThat(measured("a bb ccc").signal("dolma-median-word-length")).hasValue(2);
        assertThat(measured("").signal("dolma-median-word-length")).hasValue(0);
    }

    @Test
    void measuresPhrasesOverTheCharactersOfWords() {
        Draft draft = measured("a bb a bb c");

        assertThat(draft.signal("dolma-fraction-of-characters-in-most-common-2grams"))
                .hasValue(6.0 / 7);
        assertThat(draft.signal("dolma-fraction-of-characters-in-duplicate-2grams"))
                .hasValue(6.0 / 12);
        assertThat(measured("a").signal("dolma-fraction-of-characters-in-most-common-2grams"))
                .isEmpty();
    }

    @Test
    void removesBadLinesWithTheirNewlines() {
        Draft draft = Draft.of("This one stays.\nNo end here\nShort.\n\nThis one stays too!");
        new DolmaC4(C4, Set.of()).apply(draft);

        assertThat(draft.text()).isEqualTo("This one stays.\nThis one stays too!");
        assertThat(draft.signal("dolma-lines-with-no-ending-punctuation")).hasValue(2);
        assertThat(draft.signal("dolma-lines-with-too-few-words")).hasValue(2);
    }

    @Test
    void findsPhrasesAnywhereButWordsOnlyBetweenSpaces() {
        DolmaC4 rule = new DolmaC4(C4, Set.of("bad", "very evil"));

        assertThat(kinds(rule, "It is BAD indeed.")).contains(Tag.Kind.HAS_NAUGHTY_WORD);
        assertThat(kinds(rule, "It is bad.")).doesNotContain(Tag.Kind.HAS_NAUGHTY_WORD);
        assertThat(kinds(rule, "It is every evil.")).contains(Tag.Kind.HAS_NAUGHTY_WORD);
    }

    @Test
    void countsOffsetsInCodePoints() {
        assertThat(new DolmaC4(C4, Set.of()).tags(Draft.of("😀😀\nx")))
                .contains(new Tag(Tag.Kind.LINES_WITH_TOO_FEW_WORDS, 0, 3))
                .contains(new Tag(Tag.Kind.LINES_WITH_TOO_FEW_WORDS, 3, 4));
    }

    private static List<Tag.Kind> kinds(DolmaC4 rule, String text) {
        return rule.tags(Draft.of(text)).stream().map(Tag::kind).toList();
    }

    private static Draft measured(String text) {
        Draft draft = Draft.of(text);
        new DolmaGopher(GOPHER).apply(draft);
        return draft;
    }
}
