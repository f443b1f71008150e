package io.bloomery.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.survey.Sketch;
import io.bloomery.data.survey.Surveys;
import io.bloomery.data.survey.TableSurvey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

    private static final TableSurvey CLEAN =
            Surveys.clean("run", 80, Sketch.of(10, 20, 30, 40, 1000), Map.of("en", 60L, "de", 20L));

    @ParameterizedTest
    @CsvSource({
        "documents >= 80, 80, true",
        "documents > 80, 80, false",
        "documents<=80, 80, true",
        "documents < 80, 80, false",
        "kept-fraction >= 80%, 0.8, true",
        "kept-fraction >= 0.81, 0.8, false",
        "dropped-fraction <= 0.19, 0.19, true",
        "dropped-fraction(word-count) < 20 %, 0.19, true",
        "dropped-fraction(repeated-lines) > 0, 0, false",
        "quarantined-fraction <= 1%, 0.01, true",
        "quarantined-fraction(never-met) <= 0, 0, true",
        "language-share(en) >= 0.75, 0.75, true",
        "language-share( fr ) > 0, 0, false",
        "largest-host-share <= 0.5, 0, true",
        "min(words) >= 10, 10, true",
        "median(words) = 30, , ",
        "median(words) >= 30, 30, true",
        "mean(words) <= 220, 220, true",
        "p25(words) > 1e1, 20, true",
        "max(words) < 1000, 1000, false"
    })
    void comparesWhatWasMeasuredWithTheLimit(String text, Double measured, Boolean passed) {
        if (measured == null) {
            assertThatThrownBy(() -> Check.parse(text)).hasMessageContaining("cannot be read");
            return;
        }
        CheckOutcome outcome = Check.parse(text).judge(CLEAN);
        assertThat(outcome.measured()).hasValue(measured);
        assertThat(outcome.passed()).isEqualTo(passed);
        assertThat(outcome.stage()).isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keptfraction >= 1|there is no measure keptfraction, only documents, kept-fraction,",
                "kept-fraction|it has to look like kept-fraction >= 0.2",
                "documents(en) > 1|documents takes nothing in parentheses",
                "language-share > 0.5|say of what, as in language-share(en)",
                "median > 5|say of what, as in median(characters)",
                "documents > 1e|1e is not a number",
                "documents > NaN|it has to look like",
                "''|it has to look like"
            })
    void saysWhatIsWrongWithAText(String text, String reason) {
        assertThatThrownBy(() -> new StageChecksConfig(List.of(text), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the check \"" + text + "\" cannot be read: ")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesATextWithoutEnd() {
        assertThatThrownBy(() -> Check.parse("-".repeat(100_000))).hasMessageContaining("at most 200 characters");
    }

    @ParameterizedTest
    @CsvSource({"median(wrods) > 1, wrods, words", "dropped-fraction(word-cuont) < 1, word-cuont, word-count"})
    void refusesANameThatTheStageDoesNotHave(String text, String wrong, String right) {
        assertThatThrownBy(() -> Check.parse(text).judge(CLEAN))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("names " + wrong + ", which the stage clean does not have")
                .hasMessageContaining(right);
    }

    @ParameterizedTest
    @CsvSource({"clean, 1", "dedupe, 2", "decontaminate, 3", "mix, 4"})
    void looksAtTheStagesThatJudgeDocuments(String stage, int documents) {
        assertThat(new ChecksConfig(checks(1), checks(2), checks(3), checks(4)).of(stage))
                .isEqualTo(checks(documents));
        assertThat(new ChecksConfig(checks(1), checks(2), checks(3), checks(4))
                        .of("train")
                        .isEmpty())
                .isTrue();
    }

    private static StageChecksConfig checks(int documents) {
        return new StageChecksConfig(List.of("documents > " + documents), List.of());
    }

    @Test
    void doesNotHoldWhereNoKeptDocumentHasTheNumber() {
        TableSurvey nothing = Surveys.clean("run", 0, Sketch.empty(), Map.of());
        CheckOutcome outcome = Check.parse("median(words) >= 0").judge(nothing);
        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.measured()).isEmpty();
    }
}
