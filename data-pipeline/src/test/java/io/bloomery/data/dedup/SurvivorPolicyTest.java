package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurvivorPolicyTest {

    @Test
    void theLongestTextSurvives() {
        assertThat(best("longest", candidate("a", 1, "", 7), candidate("b", 1, "", 9)))
                .isEqualTo(1);
    }

    @Test
    void theFirstSourceSurvivesAndUnnamedOnesComeLast() {
        assertThat(best("source", candidate("web", 1, "", 9), candidate("wiki", 1, "", 1), candidate("?", 1, "", 99)))
                .isEqualTo(1);
    }

    @Test
    void theEarliestDateSurvivesAndNoDateIsTheLatest() {
        assertThat(best(
                        "oldest",
                        candidate("a", 1, "", 1),
                        candidate("a", 1, "2024-02", 1),
                        candidate("a", 1, "2024", 1)))
                .isEqualTo(2);
    }

    @Test
    void theHighestSignalSurvivesAndNoneIsTheLowest() {
        double[] values = {Double.NaN, -3.5, -1, -0.0, 0.25, 12};
        for (int i = 1; i < values.length; i++) {
            assertThat(best("quality", candidate("a", values[i - 1], "", 1), candidate("a", values[i], "", 1)))
                    .as(values[i - 1] + " and " + values[i])
                    .isEqualTo(1);
        }
    }

    @Test
    void laterCriteriaDecideWhereEarlierOnesDoNot() {
        SurvivorPolicy policy = policy(List.of("source", "longest"), List.of("wiki", "web"), "");
        assertThat(policy.rank(candidate("web", 1, "", 9))).isLessThan(policy.rank(candidate("web", 1, "", 8)));
        assertThat(policy.rank(candidate("wiki", 1, "", 1))).isLessThan(policy.rank(candidate("web", 1, "", 9)));
    }

    @Test
    void whatAnEarlierRunKeptStays() {
        SurvivorPolicy policy = policy(List.of("longest"), List.of(), "");
        assertThat(policy.rank(new Candidate(true, "", 0, "", 1))).isLessThan(policy.rank(candidate("", 0, "", 99)));
    }

    @Test
    void refusesACriterionThatIsNoneAndOneThatLacksItsSetting() {
        assertThatThrownBy(() -> new SurvivorConfig(List.of("newest"), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("by must name some of source, quality, oldest and longest but names newest");
        assertThatThrownBy(() -> new SurvivorConfig(List.of("quality"), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signal must be named for the criterion quality, and only for it");
        assertThatThrownBy(() -> new SurvivorConfig(List.of("longest"), List.of("wiki"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sources must be named for the criterion source, and only for it");
    }

    private static int best(String criterion, Candidate... candidates) {
        SurvivorPolicy policy = policy(
                List.of(criterion),
                criterion.equals("source") ? List.of("wiki", "web") : List.of(),
                criterion.equals("quality") ? "score" : "");
        return Arrays.asList(candidates)
                .indexOf(Arrays.stream(candidates)
                        .min(Comparator.comparing(policy::rank))
                        .orElseThrow());
    }

    private static SurvivorPolicy policy(List<String> by, List<String> sources, String signal) {
        return new SurvivorPolicy(new SurvivorConfig(by, sources, signal));
    }

    private static Candidate candidate(String source, double quality, String date, int length) {
        return new Candidate(false, source, quality, date, length);
    }
}
