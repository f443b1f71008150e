package io.bloomery.data.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NgramIndexTest {

    private static final NgramRules FOUR = new NgramRules(4, true, true, true);
    private static final EvaluationItem ITEM = new EvaluationItem("set", "1", "a b c d e", List.of("F, g! h i (j)"));

    /** The example of datatrove's own documentation: query A B C D E, label F G H I J, runs of four. */
    @ParameterizedTest(name = "[{index}] query {0}, label {1}, overlap {2}, {3} -> {4}")
    @CsvSource({
        "false, true, false, 'f g h i', 1",
        "false, true, false, 'g h i j', 1",
        "false, true, false, 'e f g h', 0",
        "false, true, false, 'a b c d', 0",
        "true, false, false, 'b c d e', 1",
        "true, false, false, 'f g h i', 0",
        "false, false, true, 'c d e f', 1",
        "false, false, true, 'd e f g', 1",
        "false, false, true, 'e f g h', 1",
        "false, false, true, 'b c d e', 0",
        "true, true, true, 'a b c d e f g h i j', 7",
        "true, true, true, 'a b c', 0",
        "true, true, true, '', 0"
    })
    void findsTheRunsThatCount(boolean query, boolean label, boolean overlap, String text, int matches) {
        NgramIndex index = NgramIndex.of(List.of(ITEM), new NgramRules(4, query, label, overlap));
        assertThat(index.matches(text)).hasSize(matches);
    }

    /** The documents of datatrove's test, by their roles, with an item that holds the quoted sentences. */
    @ParameterizedTest(name = "[{index}] overlap {1}: {0}")
    @CsvSource({
        "'Sudden change. A lady walks to a barbell. She bends down and grabs the pole. Beware.', true, false",
        "'Sudden change. get into formation, then begin dancing and flipping as male cheerleaders join them.', true,"
                + " true",
        "'Sudden change. get into formation, then begin dancing and flipping as male cheerleaders join them.', false,"
                + " true",
        "'He is using commercial lawn mowing equipment. he walks back and forth as he mows the grass.', true, true",
        "'He is using commercial lawn mowing equipment. he walks back and forth as he mows the grass.', false, false",
        "'He is using commercial lawn mowing equipment. he is animated as he does the task.', true, false"
    })
    void decidesAsDatatroveDoes(String text, boolean overlap, boolean found) {
        List<EvaluationItem> items = List.of(
                new EvaluationItem(
                        "hellaswag",
                        "a",
                        "A lady walks to a barbell. She bends down and grabs the pole.",
                        List.of("the lady stands and lifts the weight over her head.")),
                new EvaluationItem(
                        "hellaswag",
                        "b",
                        "Cheerleaders are on a field. They",
                        List.of("get into formation, then begin dancing and flipping as male cheerleaders join them.")),
                new EvaluationItem(
                        "hellaswag",
                        "c",
                        "A man is outdoors. He is using commercial lawn mowing equipment.",
                        List.of("he walks back and forth as he mows the grass.")));
        NgramIndex index = NgramIndex.of(items, new NgramRules(12, false, true, overlap));
        assertThat(index.matches(text).isEmpty()).isEqualTo(!found);
    }

    @Test
    void namesTheLeastItemThatHasARunWhateverTheOrder() {
        EvaluationItem other = new EvaluationItem("set", "0", "x a b c d", List.of());
        for (List<EvaluationItem> items : List.of(List.of(ITEM, other), List.of(other, ITEM))) {
            assertThat(NgramIndex.of(items, FOUR).matches("A, b; c. D"))
                    .containsExactly(new Match("set", "0", "a b c d", 0));
        }
    }

    @Test
    void cutsTheRunsAndDropsWhatIsTooShortThen() {
        NgramIndex index = NgramIndex.of(List.of(ITEM), FOUR);
        String text = "Before it. A b c,  d! After it, 1,000 words.";
        assertThat(index.contamination(text, config(true, 0)).left()).isEqualTo("Before it. After it, 1,000 words.");
        assertThat(index.contamination(text, config(true, 6)).left()).isEqualTo("Before it. After it, 1,000 words.");
        assertThat(index.contamination(text, config(true, 7)).left()).isEmpty();
        assertThat(index.contamination(text, config(false, 0)).left()).isEmpty();
        assertThat(index.contamination(text, config(true, 0)).items())
                .containsExactly(new Contamination.FoundItem("set", "1", "a b c d", 1));
        assertThat(index.contamination("clean text", config(true, 9)).isFound()).isFalse();
    }

    @Test
    void cutsInScriptsWithoutSpaces() {
        EvaluationItem item = new EvaluationItem("set", "1", "\u6211\u4eec\u90fd\u662f", List.of());
        NgramIndex index = NgramIndex.of(List.of(item), FOUR);
        assertThat(index.contamination("\u4f60\u6211\u4eec\u90fd\u662f\u4eba", config(true, 0))
                        .left())
                .isEqualTo("\u4f60\u4eba");
    }

    @Test
    void refusesRulesThatFindNothing() {
        assertThatThrownBy(() -> new NgramRules(13, false, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one of query, label and overlap must be true, else nothing is found");
    }

    private static DecontaminateConfig config(boolean cut, int minLeftWords) {
        return new DecontaminateConfig(List.of(), NgramProfile.GPT3, new NgramProfiles(FOUR, FOUR), cut, minLeftWords);
    }
}
