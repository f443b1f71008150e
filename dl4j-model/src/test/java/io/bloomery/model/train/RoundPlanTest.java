package io.bloomery.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.optimize.OptimizerConfig;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundPlanTest {

    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-3, 1e-4, 10, 95, 0.9, 0.95, 1e-8, 0.1, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 15, 16, 17, 100, 1000, 4097})
    void aPermutationHoldsEveryElementOnceAndKnowsItsPlace(long size) {
        Permutation permutation = new Permutation(size, 42);
        Set<Long> seen = new HashSet<>();
        for (long place = 0; place < size; place++) {
            long element = permutation.elementAt(place);
            assertThat(element).isBetween(0L, size - 1);
            assertThat(permutation.placeOf(element)).isEqualTo(place);
            seen.add(element);
        }
        assertThat(seen).hasSize((int) size);
    }

    @Test
    void aPermutationOfAnotherSeedIsAnother() {
        assertThat(order(new Permutation(100, 1))).isNotEqualTo(order(new Permutation(100, 2)));
        assertThat(order(new Permutation(100, 1))).isEqualTo(order(new Permutation(100, 1)));
    }

    @Test
    void aPermutationLooksShuffled() {
        Permutation permutation = new Permutation(10_000, 7);
        long rising = LongStream.range(1, 10_000)
                .filter(place -> permutation.elementAt(place) > permutation.elementAt(place - 1))
                .count();
        assertThat(rising).isBetween(4_850L, 5_150L); // mean 5,000, deviation sqrt(n / 12) = 29: five of them
    }

    @Test
    void dealsEachEpochOutOnceInFullRounds() {
        RoundPlan plan = new RoundPlan(50, config(2, 3, 4)); // 24 sequences a round, 2 rounds an epoch, 2 left over
        assertThat(plan.sequencesPerRound()).isEqualTo(24);
        assertThat(plan.roundsPerEpoch()).isEqualTo(2);
        for (long epoch = 0; epoch < 3; epoch++) {
            Set<Long> places = new HashSet<>();
            for (long sequence = 0; sequence < 50; sequence++) {
                long place = plan.placeOf(sequence, epoch);
                if (place >= 0) {
                    places.add(place);
                    assertThat(plan.epochOf(plan.roundOf(place))).isEqualTo(epoch);
                }
            }
            assertThat(places)
                    .containsExactlyInAnyOrderElementsOf(LongStream.range(epoch * 48, epoch * 48 + 48)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void givesEveryWorkerTheSameShareOfARound() {
        RoundPlan plan = new RoundPlan(48, config(2, 3, 4));
        assertThat(LongStream.range(24, 48).filter(place -> plan.workerOf(place) == 0))
                .containsExactlyElementsOf(LongStream.range(24, 36).boxed().toList());
        assertThat(plan.workerOf(47)).isEqualTo(1);
        assertThat(plan.roundOf(24)).isEqualTo(1);
        assertThat(plan.endOfEpoch(0)).isEqualTo(2);
        assertThat(plan.endOfEpoch(2)).isEqualTo(4);
    }

    @Test
    void refusesDataThatDoesNotFillARound() {
        assertThatThrownBy(() -> new RoundPlan(23, config(2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one round takes 24 sequences (workers 2 x batch-size 3 x averaging-frequency 4)"
                        + " but there are 23");
        assertThat(new RoundPlan(24, config(2, 3, 4)).roundsPerEpoch()).isEqualTo(1);
    }

    @Test
    void trainingHasEnoughRoundsForAllSteps() {
        assertThat(config(2, 3, 4).rounds()).isEqualTo(24); // 95 steps
        assertThat(config(2, 3, 5).rounds()).isEqualTo(19);
    }

    @Test
    void refusesAConfigurationWithoutWorkersOrASpecThatCannotBe() {
        assertThatThrownBy(() -> config(0, 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers must be positive but is 0");
        assertThatThrownBy(() -> new ModelConfig(
                        ModelConfig.Family.GPT2, 8, 1, 3, 4, new ModelConfig.Llama(1, 8, 1e-5, 10_000, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be a multiple of heads but 4 is not a multiple of 3");
    }

    private static TrainConfig config(int workers, int batchSize, int averagingFrequency) {
        return new TrainConfig(
                workers, batchSize, averagingFrequency, 1, 1, 1, 1, 9, "nd4j", EngineConfig.DEFAULT, OPTIMIZER);
    }

    private static long[] order(Permutation permutation) {
        return LongStream.range(0, 100).map(permutation::elementAt).toArray();
    }
}
