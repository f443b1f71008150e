package io.bloomery.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.config.ByteSize;
import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.network.Regularization;
import io.bloomery.model.optimize.OptimizerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundPlanTest {

    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-3, 1e-4, 10, 95, 0.9, 0.95, 1e-8, 0.1, 1);

    /** A sequence by where it lies. */
    private record Sequence(int group, long row) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 15, 16, 17, 100, 1000, 4097})
    void aPermutationHoldsEveryElementOnce(long size) {
        Permutation permutation = new Permutation(size, 42);
        Set<Long> seen = new HashSet<>();
        for (long place = 0; place < size; place++) {
            assertThat(permutation.elementAt(place)).isBetween(0L, size - 1);
            seen.add(permutation.elementAt(place));
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

    /** Random tables, workers and windows: empty and huge row groups, fewer sequences than workers, windows of one. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEpochHoldsEverySequenceOnceWhateverTheNumberOfWorkers(long seed) {
        Random random = new Random(seed);
        long[] groups = random.longs(1 + random.nextInt(12), 0, 40).toArray();
        groups[0]++;
        int workers = 1 + random.nextInt(7);
        int windowSequences = 1 + random.nextInt(60);
        RoundPlan plan = new RoundPlan(groups, windowSequences, config(workers, 2, 3));
        long epochs = 3;
        Map<Sequence, Integer> seen = new HashMap<>();
        long[] ends = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            long place = 0;
            for (; plan.epochOf(worker, place) < epochs; place++) {
                Window window = plan.windowAt(worker, place);
                assertThat(window.holds(place)).isTrue();
                assertThat(window.size()).isLessThanOrEqualTo(windowSequences);
                Sequence sequence = sequence(window, place);
                assertThat(sequence.row()).isLessThan(groups[sequence.group()]);
                long epoch = plan.epochOf(worker, place);
                assertThat(seen.merge(sequence, 1, Integer::sum))
                        .as("how often %s was seen up to epoch %s", sequence, epoch)
                        .isLessThanOrEqualTo((int) epochs);
            }
            ends[worker] = place;
        }
        assertThat(seen).hasSize((int) plan.sequences());
        assertThat(seen.values()).containsOnly((int) epochs);
        assertThat(LongStream.of(ends).max().getAsLong()
                        - LongStream.of(ends).min().getAsLong())
                .as("places by which the workers' third epochs end apart")
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEpochIsOverBeforeAnySequenceComesAgain(long seed) {
        Random random = new Random(seed);
        long[] groups = random.longs(5, 1, 30).toArray();
        int workers = 1 + random.nextInt(4);
        RoundPlan plan = new RoundPlan(groups, 20, config(workers, 1, 1));
        for (long epoch = 0; epoch < 3; epoch++) {
            Set<Sequence> seen = new HashSet<>();
            for (int worker = 0; worker < workers; worker++) {
                for (long place = 0; plan.epochOf(worker, place) <= epoch; place++) {
                    if (plan.epochOf(worker, place) == epoch) {
                        assertThat(seen.add(sequence(plan.windowAt(worker, place), place)))
                                .isTrue();
                    }
                }
            }
            assertThat(seen).hasSize((int) plan.sequences());
        }
    }

    @Test
    void readsARowGroupOnceAnEpochExceptWhereAStretchEnds() {
        long[] groups = LongStream.range(0, 40).map(group -> 50 + group).toArray();
        int workers = 3;
        RoundPlan plan = new RoundPlan(groups, 200, config(workers, 1, 1));
        int ranges = 0;
        for (int worker = 0; worker < workers; worker++) {
            for (long place = 0; plan.epochOf(worker, place) == 0; ) {
                Window window = plan.windowAt(worker, place);
                ranges += window.ranges().size();
                place = window.end();
            }
        }
        assertThat(ranges).isBetween(groups.length, groups.length + workers);
    }

    /**
     * Of neighbours in a file, which may be pieces of one document, few are seen near each other; and early places hold as
     * many late rows as early ones.
     */
    @Test
    void nothingClumps() {
        RoundPlan plan =
                new RoundPlan(LongStream.generate(() -> 1_000).limit(20).toArray(), 4_000, config(2, 1, 1));
        List<Sequence> stream = stream(plan, 0, 10_000);
        Map<Sequence, Integer> places = new HashMap<>();
        for (int place = 0; place < stream.size(); place++) {
            places.put(stream.get(place), place);
        }
        int near = 0;
        int pairs = 0;
        int sameGroup = 0;
        double product = 0;
        for (int place = 0; place < stream.size(); place++) {
            Sequence sequence = stream.get(place);
            Integer next = places.get(new Sequence(sequence.group(), sequence.row() + 1));
            if (next != null) {
                pairs++;
                near += Math.abs(next - place) <= 10 ? 1 : 0;
            }
            if (place > 0 && stream.get(place - 1).group() == sequence.group()) {
                sameGroup++;
            }
            product += ((place % 4_000) / 4_000.0 - 0.5) * (sequence.row() / 1_000.0 - 0.5);
        }
        // 20 of 4,000 places are within ten of any other: expected 50 of 9,990 pairs, deviation 7: five of them.
        assertThat(near).as("neighbours within ten places, of %s", pairs).isBetween(15, 85);
        // The next is of the same of four groups in a quarter of cases (half in the last window of two): 3,000,
        // deviation 47.
        assertThat(sameGroup).isBetween(2_750, 3_250);
        // Each term has deviation 1/12; the mean of 10,000 independent ones 0.00083: five of them.
        assertThat(product / stream.size()).isBetween(-0.0042, 0.0042);
    }

    @Test
    void theOrderOfRowGroupsDependsOnSeedAndEpochAndNotOnWorkers() {
        long[] groups = LongStream.generate(() -> 10).limit(30).toArray();
        assertThat(groupsOfEpoch(groups, 1, 0)).isEqualTo(groupsOfEpoch(groups, 2, 0));
        assertThat(groupsOfEpoch(groups, 1, 0)).isEqualTo(groupsOfEpoch(groups, 3, 0));
        assertThat(groupsOfEpoch(groups, 1, 0)).isNotEqualTo(groupsOfEpoch(groups, 1, 1));
    }

    @Test
    void aWorkerGoesFromRoundToRoundThroughItsStream() {
        RoundPlan plan = new RoundPlan(new long[] {50}, 100, config(2, 3, 4));
        assertThat(plan.sequencesPerRound()).isEqualTo(24);
        assertThat(plan.sequencesPerWorker()).isEqualTo(12);
        assertThat(plan.firstPlaceOf(0)).isZero();
        assertThat(plan.firstPlaceOf(3)).isEqualTo(36);
        assertThat(plan.epochOf(0, 24)).isZero();
        assertThat(plan.epochOf(0, 25)).isEqualTo(1);
        assertThat(plan.epochOf(1, 24)).isZero();
    }

    @Test
    void dataThatDoesNotFillARoundIsSeenSeveralTimesInIt() {
        RoundPlan plan = new RoundPlan(new long[] {3}, 100, config(2, 3, 4));
        assertThat(new HashSet<>(stream(plan, 1, 12))).hasSize(3);
    }

    @Test
    void refusesATableWithoutSequences() {
        assertThatThrownBy(() -> new RoundPlan(new long[] {0, 0}, 8, config(2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 sequences to train on, in windows of 8");
    }

    @Test
    void trainingHasEnoughRoundsForAllSteps() {
        assertThat(config(2, 3, 4).rounds()).isEqualTo(24); // 95 steps
        assertThat(config(2, 3, 5).rounds()).isEqualTo(19);
    }

    @Test
    void theShuffleWindowHoldsAtLeastOneSequence() {
        assertThat(config(2, 3, 4).windowSequences(1024)).isEqualTo(256); // 1 MiB of ints
        assertThat(config(2, 3, 4).windowSequences(1 << 20)).isEqualTo(1);
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

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private static List<Integer> groupsOfEpoch(long[] groups, int workers, long epoch) {
        RoundPlan plan = new RoundPlan(groups, 10, config(workers, 1, 1));
        Set<Integer> order = new LinkedHashSet<>();
        for (int worker = 0; worker < workers; worker++) {
            for (long place = 0; plan.epochOf(worker, place) <= epoch; ) {
                Window window = plan.windowAt(worker, place);
                if (plan.epochOf(worker, place) == epoch) {
                    window.ranges().forEach(range -> order.add(range.group()));
                }
                place = window.end();
            }
        }
        return List.copyOf(order);
    }

    private static List<Sequence> stream(RoundPlan plan, int worker, int places) {
        List<Sequence> stream = new ArrayList<>();
        Window window = plan.windowAt(worker, 0);
        for (long place = 0; place < places; place++) {
            if (!window.holds(place)) {
                window = plan.windowAt(worker, place);
            }
            stream.add(sequence(window, place));
        }
        return stream;
    }

    private static Sequence sequence(Window window, long place) {
        long number = window.sequenceAt(place);
        for (RowRange range : window.ranges()) {
            if (number < range.size()) {
                return new Sequence(range.group(), range.from() + number);
            }
            number -= range.size();
        }
        throw new AssertionError("beyond the window");
    }

    private static TrainConfig config(int workers, int batchSize, int averagingFrequency) {
        return new TrainConfig(
                "",
                workers,
                batchSize,
                averagingFrequency,
                ByteSize.ofMebibytes(1),
                AveragingConfig.standard(),
                1,
                1,
                1,
                1,
                true,
                TrainConfig.Publish.LAST,
                9,
                "nd4j",
                EngineConfig.DEFAULT,
                OPTIMIZER,
                Regularization.NONE);
    }

    private static long[] order(Permutation permutation) {
        return LongStream.range(0, 100).map(permutation::elementAt).toArray();
    }
}
