package io.bloomery.data.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.text.Normalizer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class UnicodeFormTest {

    private static final String WRITING =
            "gepru\u0308ft, cafe\u0301 \u1EBF\u0323 \u304B\u3099 \u1112\u1161\u11AB \uFB01 \uFF21 \u0939\u093F\u0928\u094D\u0926\u0940"
                    + " \u0E01\u0E49\u0E33 \uF900 \uD834\uDD5E";
    private static final String ABOVE = "\u0301";
    private static final String BELOW = "\u0323";

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void isJavasFormOfWriting(UnicodeForm form) {
        assertThat(form.of(WRITING)).isEqualTo(Normalizer.normalize(WRITING, Normalizer.Form.valueOf(form.name())));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void putsThirtyMarksInOrderAndLeavesMore(UnicodeForm form) {
        String thirty = "x" + ABOVE.repeat(29) + BELOW;
        assertThat(form.of(thirty))
                .isEqualTo(
                        form == UnicodeForm.NFC || form == UnicodeForm.NFKC
                                ? "x\u0323" + ABOVE.repeat(29)
                                : "x" + BELOW + ABOVE.repeat(29));
        String more = "x" + ABOVE.repeat(30) + BELOW;
        assertThat(form.of("e" + ABOVE + more + "e" + ABOVE))
                .isEqualTo(form.of("e" + ABOVE) + more + form.of("e" + ABOVE));
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingMoreTheSecondTime(UnicodeForm form) {
        for (String text : new String[] {
            WRITING,
            ABOVE.repeat(40) + BELOW + "a",
            "a" + ABOVE.repeat(31) + BELOW + "\u1112\u1161" + ABOVE.repeat(31) + BELOW + WRITING,
        }) {
            String once = form.of(text);
            assertThat(form.of(once)).isEqualTo(once);
        }
    }

    /** Java's own takes more than ten minutes for this. */
    @ParameterizedTest
    @EnumSource
    void takesNoLongerForMarks(UnicodeForm form) {
        String marks = "a" + ABOVE.repeat(500_000) + BELOW.repeat(500_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(form.of(marks)).hasSize(1_000_001));
    }
}
