package io.bloomery.data.filter.fineweb;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.RuleContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinewebQualityTest {

    private static final FinewebQualityConfig USUAL =
            new FinewebQualityConfig(0.12, false, List.of(), 0.67, 30, 0.01, 0.3);

    @Test
    void keepsTheContract() throws Exception {
        RuleContract.verify(new FinewebQuality(USUAL));
    }

    @Test
    void measuresLinesThatAreNotBlank() {
        Draft draft = measured("It ends.\n \nIt says \"so.\"\nIt ends.\n这样。\nIt ends. ", USUAL);

        assertThat(draft.signal("fineweb-lines")).hasValue(5);
        assertThat(draft.signal("fineweb-line-punct-ratio")).hasValue(3.0 / 5);
        assertThat(draft.signal("fineweb-short-line-ratio")).hasValue(1);
        assertThat(draft.signal("fineweb-char-dup-ratio")).hasValue(8.0 / 42);
        assertThat(draft.signal("fineweb-list-ratio")).hasValue(5.0 / 17);
    }

    @Test
    void takesThirtyCharactersForShort() {
        assertThat(measured("😀".repeat(30), USUAL).signal("fineweb-short-line-ratio"))
                .hasValue(1);
        assertThat(measured("x".repeat(31), USUAL).signal("fineweb-short-line-ratio"))
                .hasValue(0);
    }

    @Test
    void doesNotJudgeMarksWhereNoLineHasOneIfToldSo() {
        FinewebQualityConfig config = new FinewebQualityConfig(0.12, true, List.of("EOL"), 0.67, 30, 0.01, 0.3);

        assertThat(measured("It ends.", config).signal("fineweb-line-punct-ratio"))
                .isEmpty();
        assertThat(measured("It ends EOL", config).signal("fineweb-line-punct-ratio"))
                .hasValue(1);
    }

    @Test
    void hasNoRatiosWithoutLines() {
        assertThat(measured(" \n ", USUAL).document().signals()).containsOnlyKeys("fineweb-lines");
    }

    private static Draft measured(String text, FinewebQualityConfig config) {
        Draft draft = Draft.of(text);
        new FinewebQuality(config).apply(draft);
        return draft;
    }
}
