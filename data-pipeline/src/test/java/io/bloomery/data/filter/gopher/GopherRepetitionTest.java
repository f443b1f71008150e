package io.bloomery.data.filter.gopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.segment.Parts;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.RuleContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GopherRepetitionTest {

    private static final GopherRepetitionConfig USUAL = new GopherRepetitionConfig(
            0.3,
            0.3,
            0.2,
            0.2,
            List.of(new NgramLimit(2, 0.20), new NgramLimit(3, 0.18), new NgramLimit(4, 0.16)),
            List.of(new NgramLimit(5, 0.15), new NgramLimit(6, 0.14), new NgramLimit(10, 0.10)));

    @Test
    void keepsTheContract() throws Exception {
        RuleContract.verify(new GopherRepetition(USUAL));
    }

    @Test
    void countsSecondAndLaterCopiesOfLinesAndParagraphs() {
        Draft draft = measured("one\ntwo\none\n\ntwo\ntwo");

        assertThat(draft.signal("gopher-dup-line-frac")).hasValue(3.0 / 5);
        assertThat(draft.signal("gopher-dup-line-char-frac")).hasValue(9.0 / 20);
        assertThat(draft.signal("gopher-dup-para-frac")).hasValue(0);
    }

    @Test
    void countsTheMostFrequentPhraseEvenIfItOccursOnce() {
        assertThat(measured("one two").signal("gopher-top-2-gram")).hasValue(1);
        assertThat(measured("one two").signal("gopher-top-3-gram")).isEmpty();
        assertThat(measured("a b a b c").signal("gopher-top-2-gram")).hasValue(6.0 / 9);
    }

    @Test
    void takesPhrasesForTheSameIfTheirLettersAre() {
        Draft draft = measured("aa a a a a | a aa a a a");

        assertThat(draft.signal("gopher-duplicated-5-n-grams")).hasValue(6.0 / 23);
    }

    @Test
    void measuresWhatStraightforwardCountingMeasures() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i >= 0; i--) {
                text.append("a aa aaa b é 😀".split(" ", -1)[random.nextInt(6)]).append(' ');
            }
            Draft draft = measured(text.toString());
            List<String> words = Parts.words(text.toString(), "en").list();
            double length = text.codePointCount(0, text.length());
            for (int n : new int[] {2, 3, 4}) {
                assertThat(draft.signal("gopher-top-" + n + "-gram").orElse(0)).isEqualTo(top(words, n) / length);
            }
            for (int n : new int[] {5, 6, 10}) {
                assertThat(draft.signal("gopher-duplicated-" + n + "-n-grams")).hasValue(duplicated(words, n) / length);
            }
        }
    }

    @Test
    void hasNothingToMeasureInAnEmptyText() {
        assertThat(measured("").document().signals()).containsOnlyKeys("gopher-characters");
    }

    @Test
    void refusesTwoLimitsForTheSameLength() {
        List<NgramLimit> twice = List.of(new NgramLimit(2, 0.1), new NgramLimit(2, 0.2));
        assertThatThrownBy(() -> new GopherRepetitionConfig(0.3, 0.3, 0.2, 0.2, twice, List.of()))
                .hasMessage("top-n-grams must name each n once but has 2 twice");
    }

    private static double top(List<String> words, int n) {
        Map<String, Integer> counts = new HashMap<>();
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.add(String.join(" ", words.subList(i, i + n)));
            counts.merge(grams.get(i), 1, Integer::sum);
        }
        int most = 0;
        int taken = 0;
        for (String gram : grams) { // the earliest among equally frequent ones
            if (counts.get(gram) > most) {
                most = counts.get(gram);
                taken = most * gram.codePointCount(0, gram.length());
            }
        }
        return taken;
    }

    private static double duplicated(List<String> words, int n) {
        Set<String> seen = new HashSet<>();
        int repeated = 0;
        int i = 0;
        while (i + n <= words.size()) {
            String gram = String.join("", words.subList(i, i + n));
            boolean isNew = seen.add(gram);
            repeated += isNew ? 0 : gram.codePointCount(0, gram.length());
            i += isNew ? 1 : n;
        }
        return repeated;
    }

    private static Draft measured(String text) {
        Draft draft = Draft.of(text);
        new GopherRepetition(USUAL).apply(draft);
        return draft;
    }
}
