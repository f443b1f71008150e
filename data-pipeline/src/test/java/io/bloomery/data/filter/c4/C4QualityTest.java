package io.bloomery.data.filter.c4;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.RuleContract;
import org.junit.jupiter.api.Test;

class C4QualityTest {

    private static final C4QualityConfig USUAL =
            new C4QualityConfig(true, true, true, 5, 3, 1000, true, true, true, true);
    private static final C4QualityConfig SENTENCES =
            new C4QualityConfig(false, false, false, -1, -1, -1, false, false, false, false);

    @Test
    void keepsTheContract() throws Exception {
        RuleContract.verify(new C4Quality(USUAL));
        RuleContract.verify(new C4Quality(SENTENCES));
        RuleContract.verify(new C4Paragraph(new C4ParagraphConfig(3, 200)));
    }

    @Test
    void leavesLinesThatReadLikeProse() {
        Draft draft = measured("Home | News\n This line is kept. It is.\nToo short.\nIt trails off...\n"
                + "It says \"that\"\nWe love JavaScript a lot.\nOur site uses cookies here.");

        assertThat(draft.text()).isEqualTo("This line is kept. It is.\nIt says \"that\"");
        assertThat(draft.signal("c4-sentences")).hasValue(3);
        assertThat(draft.signal("c4-kept-lines")).hasValue(2);
    }

    @Test
    void cutsCitationsOutAfterCountingWords() {
        assertThat(measured("It is so[12] [citation needed].").text()).isEqualTo("It is so .");
        assertThat(measured("Two [] words[edit].").text()).isEqualTo("Two  words.");
        assertThat(measured("[1[2]] stays [x] there.").text()).isEqualTo("[1] stays [x] there.");
    }

    @Test
    void stopsAtTheFirstLineThatDropsTheText() {
        Draft draft = measured("A line with { in it.\nA line of lorem ipsum here.");

        assertThat(draft.text()).startsWith("A line with {");
        assertThat(draft.signal("c4-curly-bracket")).hasValue(1);
        assertThat(draft.signal("c4-lorem-ipsum")).hasValue(0);
        assertThat(draft.signal("c4-sentences")).isEmpty();
    }

    @Test
    void removesLinesWithWordsOfMoreThanAThousandCharacters() {
        assertThat(measured("It is " + "x".repeat(999) + ".").text()).isNotEmpty();
        assertThat(measured("It is " + "x".repeat(1000) + ".").text()).isEmpty();
        assertThat(measured("It is " + "😀".repeat(999) + ".").text()).isNotEmpty();
    }

    @Test
    void joinsSentencesWithBlanksWhereItJudgesThem() {
        Draft draft = Draft.of("One.  Two!\nThree");
        new C4Quality(SENTENCES).apply(draft);

        assertThat(draft.text()).isEqualTo("One. Two! Three");
        assertThat(draft.signal("c4-sentences")).hasValue(3);
    }

    @Test
    void looksAtTheThreeLongestLinesForParagraphs() {
        Draft draft = Draft.of("ab\nabcd\nabc\na");
        new C4Paragraph(new C4ParagraphConfig(3, 2)).apply(draft);

        assertThat(draft.signal("c4-lines")).hasValue(4);
        assertThat(draft.signal("c4-third-longest-line")).hasValue(2);
    }

    private static Draft measured(String text) {
        Draft draft = Draft.of(text);
        new C4Quality(USUAL).apply(draft);
        return draft;
    }
}
