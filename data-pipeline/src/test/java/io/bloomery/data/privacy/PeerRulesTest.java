package io.bloomery.data.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerRulesTest {

    private static final DatatrovePiiConfig DATATROVE =
            new DatatrovePiiConfig(true, true, true, List.of("M1", "M2"), List.of("I1", "I2"));
    private static final DolmaPiiConfig DOLMA = new DolmaPiiConfig(" |||MAIL||| ", " |||PHONE||| ", " |||IP||| ", 2);

    @Test
    void replacesInTurnFromTheStartOfEachDocument() {
        Rule rule = new DatatrovePiiRule(DATATROVE);
        for (int i = 0; i < 2; i++) {
            Draft draft = Draft.of("a@b.org 8.8.8.8 c@d.org 10.0.0.1 e@f.org 9.9.9.9");
            rule.apply(draft);
            assertThat(draft.text()).isEqualTo("M1 I1 M2 10.0.0.1 M1 I2");
            assertThat(draft.signal(DatatrovePiiRule.EMAILS)).hasValue(3);
            assertThat(draft.signal(DatatrovePiiRule.IPS)).hasValue(2);
        }
    }

    @Test
    void leavesWhatIsSwitchedOff() {
        Draft draft = Draft.of("a@b.org 10.0.0.1 300.1.1.1");
        new DatatrovePiiRule(new DatatrovePiiConfig(false, true, false, List.of("M"), List.of("I"))).apply(draft);
        assertThat(draft.text()).isEqualTo("a@b.org I 300.1.1.1");
        assertThat(draft.signal(DatatrovePiiRule.EMAILS)).isEmpty();
    }

    @Test
    void keepsADocumentWithAsManySpansAsAllowed() {
        RuleSet rules = new RuleSet(List.of(new DolmaPiiRule(DOLMA)), true);
        Document document = Document.of("id", "", "mail a@b.org now\ncall 206 555 0100\n");

        Verdict kept = rules.apply(document);
        assertThat(kept).isInstanceOf(Verdict.Keep.class);
        assertThat(kept.document().text()).isEqualTo("mail |||MAIL||| now\ncall |||PHONE||| \n");
        Verdict.Drop dropped = (Verdict.Drop) rules.apply(document.withText(document.text() + "at 8.8.8.8"));
        assertThat(dropped.rule()).isEqualTo("dolma-pii");
        assertThat(dropped.measured()).isEqualTo(3);
        assertThat(dropped.limit()).isEqualTo(2);
    }

    @Test
    void looksForNothingAmongTooManyQuestionMarks() {
        String text = "8.8.8.8 " + "?".repeat(10_000);
        Draft atTheLimit = Draft.of(text);
        new DolmaPiiRule(DOLMA).apply(atTheLimit);
        assertThat(atTheLimit.signal(DolmaPiiRule.SPANS)).hasValue(1);
        Draft beyond = Draft.of(text + "?");
        new DolmaPiiRule(DOLMA).apply(beyond);
        assertThat(beyond.signal(DolmaPiiRule.SPANS)).hasValue(0);
    }

    @Test
    void keepsTheContract() throws IOException, ClassNotFoundException {
        RuleContract.verify(new DatatrovePiiRule(DATATROVE));
        RuleContract.verify(new DolmaPiiRule(DOLMA));
        RuleContract.verify(new RedactRule(Redactions.everything()));
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> new DatatrovePiiConfig(true, true, true, List.of(), List.of("I")))
                .hasMessage("email-replacement and ip-replacement need at least one text each");
        assertThatThrownBy(() -> new DolmaPiiConfig("", "", "", -1))
                .hasMessage("max-spans must be 0 or more but is -1");
    }
}
