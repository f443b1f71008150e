package io.bloomery.data.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixPlanTest {

    private static final Map<String, SourceSize> SIZES =
            Map.of("web", new SourceSize(100, 1000), "wiki", new SourceSize(10, 400));

    @Test
    void dividesABudgetByWeight() {
        List<SourcePlan> plans = plans(800, BudgetUnit.CHARACTERS, 1, 4);
        assertThat(plans).extracting(SourcePlan::target).containsExactly(600.0, 200.0);
        assertThat(plans).extracting(SourcePlan::wholeEpochs).containsExactly(0, 0);
        assertThat(plans).extracting(SourcePlan::rest).containsExactly(600.0, 200.0);
    }

    @Test
    void takesNoMoreThanTheEpochsAllow() {
        SourcePlan wiki = plans(8000, BudgetUnit.CHARACTERS, 1, 2.5).get(1);
        assertThat(wiki.wanted()).isEqualTo(2000);
        assertThat(wiki.target()).isEqualTo(1000);
        assertThat(wiki.epochs()).isEqualTo(2.5);
        assertThat(wiki.wholeEpochs()).isEqualTo(2);
        assertThat(wiki.rest()).isEqualTo(200);
    }

    @Test
    void takesTheLargestMixWithoutABudget() {
        List<SourcePlan> plans = plans(0, BudgetUnit.CHARACTERS, 1, 1);
        assertThat(plans).extracting(SourcePlan::target).containsExactly(1000.0, 1000 / 3.0);
    }

    @Test
    void countsInTheUnitOfTheBudget() {
        assertThat(plans(100, BudgetUnit.TOKENS, 1, 1).get(0).available()).isEqualTo(250);
        assertThat(plans(100, BudgetUnit.DOCUMENTS, 1, 1).get(0).available()).isEqualTo(100);
    }

    @Test
    void aSourceThatIsNotThereGivesNothing() {
        MixConfig config = new MixConfig(List.of(new SourceShare("books", 1, 3)), 10, BudgetUnit.DOCUMENTS, 4, 1);
        SourcePlan plan = MixPlan.of(config, SIZES).get(0);
        assertThat(plan.target()).isZero();
        assertThat(plan.epochs()).isZero();
    }

    @Test
    void lotsHoldAboutTheSameAndMeetAnAmount() {
        long first = IntStream.range(0, 100_000)
                .filter(i -> Draw.lot(1, "id" + i) < Draw.LOTS / 4)
                .count();
        assertThat(first / 100_000.0).isCloseTo(0.25, within(0.01));
        assertThat(Draw.lots(new double[] {2, 0, 3, 4}, 4.5)).isEqualTo(3);
        assertThat(Draw.lots(new double[] {2, 3}, 5)).isEqualTo(2);
        assertThat(Draw.lots(new double[] {2, 3}, 99)).isEqualTo(2);
        assertThat(Draw.lots(new double[] {2, 3}, 0)).isZero();
    }

    @Test
    void theOrderDependsOnSeedDocumentAndEpoch() {
        assertThat(Draw.order(1, "a", 0))
                .isNotEqualTo(Draw.order(1, "a", 1))
                .isNotEqualTo(Draw.order(2, "a", 0))
                .isNotEqualTo(Draw.order(1, "b", 0))
                .isEqualTo(Draw.order(1, "a", 0));
    }

    @Test
    void refusesAMixOfNothing() {
        assertThatThrownBy(() -> new MixConfig(List.of(new SourceShare("web", 0, 1)), 0, BudgetUnit.TOKENS, 4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one weight of sources must be above 0, else the mix is empty");
        assertThatThrownBy(() -> new SourceShare("web", -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight must be at least 0 but is -1.0 for source web");
    }

    private static List<SourcePlan> plans(double budget, BudgetUnit unit, double webEpochs, double wikiEpochs) {
        List<SourceShare> shares =
                List.of(new SourceShare("web", 3, webEpochs), new SourceShare("wiki", 1, wikiEpochs));
        return MixPlan.of(new MixConfig(shares, budget, unit, 4, 1), SIZES);
    }
}
