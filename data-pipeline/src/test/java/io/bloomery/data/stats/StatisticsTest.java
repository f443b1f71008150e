package io.bloomery.data.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.RuleContract;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private static final StatsConfig USUAL =
            new StatsConfig(30, 2000, 100, 1000, 20, 75, 3, 7, List.of("the", "of"), List.of("delve"));

    @Test
    void everySubjectKeepsTheContract() throws Exception {
        for (Statistics.Subject subject : Statistics.Subject.values()) {
            RuleContract.verify(new Statistics(subject, USUAL));
        }
    }

    @Test
    void momentsOfPartsAreTheMomentsOfTheWhole() {
        double[] numbers = new Random(3).doubles(100, -5, 20).toArray();
        Moments whole = DoubleStream.of(numbers).boxed().reduce(Moments.NONE, Moments::with, Moments::plus);
        Moments parts = Moments.NONE;
        for (int i = 0; i < numbers.length; i += 7) {
            Moments part = Moments.NONE;
            for (int k = i; k < Math.min(numbers.length, i + 7); k++) {
                part = part.with(numbers[k]);
            }
            parts = parts.plus(part);
        }
        double mean = DoubleStream.of(numbers).average().orElseThrow();
        double variance =
                DoubleStream.of(numbers).map(x -> (x - mean) * (x - mean)).sum() / (numbers.length - 1);

        assertThat(parts.count()).isEqualTo(100);
        assertThat(parts.mean()).isEqualTo(mean, within(1e-9)).isEqualTo(whole.mean(), within(1e-9));
        assertThat(parts.variance()).isEqualTo(variance, within(1e-9));
        assertThat(parts.standardDeviation()).isEqualTo(Math.sqrt(variance), within(1e-9));
        assertThat(Moments.NONE.plus(Moments.NONE)).isEqualTo(Moments.NONE);
    }

    @Test
    void keepsTheKeysWithMostNumbers() {
        GroupedMoments groups = new GroupedMoments();
        groups.add("a", 1);
        groups.add("b", 5);
        groups.add("b", 6);
        GroupedMoments others = new GroupedMoments();
        others.add("a", 2);
        groups.addAll(others);

        assertThat(groups.top(1).of("a").total()).isEqualTo(3);
        assertThat(groups.top(1).of("b")).isEqualTo(Moments.NONE);
    }

    @Test
    void roundsBinsAsPythonDoes() {
        assertThat(GroupedMoments.bin(2.5, 0)).isEqualTo(2);
        assertThat(GroupedMoments.bin(2.675, 2)).isEqualTo(2.67);
        assertThat(GroupedMoments.bin(1.0 / 3, 3)).isEqualTo(0.333);
    }

    @Test
    void tellsUpperCaseAndTitleCaseAsPythonDoes() {
        Map<String, Double> words =
                DocumentStatistics.ofWords(Draft.of("NASA Paris 42 iPad Mc1Donald A"), Set.of(), List.of(), List.of());

        assertThat(words)
                .containsEntry("uppercase_word_ratio", 2.0 / 6)
                .containsEntry("capitalized_word_ratio", 3.0 / 6);
    }

    @Test
    void countsWordsWithoutRegardToCaseNumbersAndAccents() {
        Draft draft = Draft.of("Dëlve, delve! 3.5 12 and «DELVE»");

        assertThat(DocumentStatistics.contamination(draft, Set.of("delve"))).isEqualTo(3.0 / 6);
        assertThat(DocumentStatistics.contamination(draft, Set.of("0"))).isEqualTo(2.0 / 6);
    }

    @Test
    void findsTheFirstKana() {
        assertThat(DocumentStatistics.firstKana("今日の天気")).isEqualTo(2);
        assertThat(DocumentStatistics.firstKana("\ud840\udc00ア")).isEqualTo(1);
        assertThat(DocumentStatistics.firstKana("本日")).isEqualTo(-1);
    }
}
