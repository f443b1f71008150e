package io.bloomery.data.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.StepContract;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QualityRulesTest {

    static final String ENGLISH = """
            The bloomery is a kind of furnace that was once used for making iron. It consists of a pit or a chimney with \
            walls that can stand great heat, and pipes near the bottom let air come in by their own or with bellows.

            In the beginning people have to warm it with charcoal. When it is hot enough, small pieces of ore are put on top, \
            layer by layer, together with more charcoal, until the smith decides that the work is done for this day.""";

    static Stream<DocumentStep> steps() {
        return QualityRules.pipeline(Texts.published()).steps().stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepKeepsTheContract(DocumentStep step) throws IOException, ClassNotFoundException {
        StepContract.verify(step);
    }

    @Test
    void keepsPlainProseWithEverySignalInItsPlace() {
        Verdict verdict = QualityRules.pipeline(Texts.published()).apply(Texts.document(ENGLISH));

        assertThat(Texts.outcome(verdict)).isEqualTo("keep");
        assertThat(verdict.document().signals().keySet()).containsExactlyElementsOf(QualityRules.signalNames());
        assertThat(verdict.document().language()).isEqualTo("en");
    }

    @Test
    void leavesTheSignalsMeasuredSoFarWithADroppedDocument() {
        Document dropped = QualityRules.pipeline(Texts.published())
                .apply(Texts.document(ENGLISH.substring(0, 180)))
                .document();

        assertThat(dropped.signals().keySet()).containsExactly("short-text", "word-count");
    }

    @Test
    void callsAnEmptyPageShortRatherThanOfUnknownLanguage() {
        Verdict verdict = QualityRules.pipeline(Texts.published()).apply(Texts.document(""));

        assertThat(Texts.outcome(verdict)).isEqualTo("short-text 0.0 100.0");
    }

    @Test
    void hasNoTwoSignalsOfOneName() {
        assertThat(QualityRules.signalNames()).doesNotHaveDuplicates().hasSize(22);
    }
}
