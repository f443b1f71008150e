package io.bloomery.data.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    /** Stores the length, then cuts the text after its first character. */
    private record Cut(String signal, double max) implements Rule {
        @Override
        public void apply(Draft draft) {
            draft.signal(signal, draft.text().length());
            draft.rewrite(draft.text().substring(0, Math.min(1, draft.text().length())));
        }

        @Override
        public List<Limit> limits() {
            return List.of(Limit.atMost(signal, max));
        }
    }

    private static final Document DOCUMENT = Document.of("1", "http://a/", "abc");

    @Test
    void theFirstLimitThatIsPassedIsTheReasonAndLaterRulesStillMeasure() {
        RuleSet rules = new RuleSet(List.of(new Cut("first", 2), new Cut("second", 0)), true);

        Verdict.Drop drop = (Verdict.Drop) rules.apply(DOCUMENT);

        assertThat(drop.rule()).isEqualTo("first");
        assertThat(drop.measured()).isEqualTo(3);
        assertThat(drop.limit()).isEqualTo(2);
        assertThat(drop.document().signals()).containsEntry("first", 3.0).containsEntry("second", 1.0);
        assertThat(drop.document().text()).isEqualTo("a");
    }

    @Test
    void stopsAtTheFirstLimitWhereDroppedDocumentsAreNotMeasured() {
        RuleSet rules = new RuleSet(List.of(new Cut("first", 2), new Cut("second", 0)), false);

        assertThat(rules.apply(DOCUMENT).document().signals()).containsOnlyKeys("first");
    }

    @Test
    void rescoringWithOtherLimitsGivesWhatMeasuringWithThemWouldHaveGiven() {
        RuleSet strict = new RuleSet(List.of(new Cut("first", 2), new Cut("second", 0)), true);
        RuleSet loose = new RuleSet(List.of(new Cut("first", 3), new Cut("second", 1)), true);

        assertThat(loose.rescore(strict.apply(DOCUMENT).document())).isEqualTo(loose.apply(DOCUMENT));
        assertThat(strict.rescore(loose.apply(DOCUMENT).document())).isEqualTo(strict.apply(DOCUMENT));
    }

    @Test
    void refusesTwoRulesThatStoreTheSameSignal() {
        assertThatThrownBy(() -> new RuleSet(List.of(new Cut("same", 1), new Cut("same", 2)), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two rules of the profile store the signal same");
    }

    @Test
    void aViewIsComputedOnceForEachText() {
        int[] computed = {0};
        View<Integer> length = draft -> {
            computed[0]++;
            return draft.text().length();
        };
        Draft draft = Draft.of("ab");

        assertThat(draft.view(length) + draft.view(length)).isEqualTo(4);
        assertThat(computed[0]).isEqualTo(1);
        draft.rewrite("abc");
        assertThat(draft.view(length)).isEqualTo(3);
    }
}
