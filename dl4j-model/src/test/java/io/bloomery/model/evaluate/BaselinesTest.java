package io.bloomery.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {

    @Test
    void uniformPerplexityIsTheVocabularySize() {
        Score score = Score.of(new UniformModel(7), List.of(new int[] {0, 1, 2}, new int[] {6, 6}));
        assertThat(score.tokens()).isEqualTo(3);
        assertThat(score.perplexity()).isCloseTo(7, within(1e-12));
    }

    @Test
    void predictsNothingInASequenceOfOneTokenOrNone() {
        Score score = Score.of(new UniformModel(7), List.of(new int[0], new int[] {3}));
        assertThat(score).isEqualTo(Score.NOTHING);
        assertThat(score.perplexity()).isNaN();
    }

    @Test
    void unigramCostsAreThoseOfLaplacesRule() {
        UnigramModel model = new UnigramModel(new PairCounts(3).add(new int[] {2, 0, 0, 1}));
        assertThat(model.negativeLogLikelihood(new int[] {1, 0, 2}))
                .isCloseTo(-Math.log(3 / 6.0) - Math.log(1 / 6.0), within(1e-12));
    }

    @Test
    void bigramFollowsTheFormulaByHand() {
        // Pairs 0>1 twice, 1>0 once, 0>2 once: n1 = 2, n2 = 1, D = 2 / 4; kinds ending in 0, 1, 2: one each of three.
        BigramModel model =
                new BigramModel(new PairCounts(4).add(new int[] {0, 1, 0, 1}).add(new int[] {0, 2}));
        double lower = (1 - 0.5 + 0.5 * 3 / 4) / 3;
        assertThat(model.probability(0, 1)).isCloseTo((2 - 0.5) / 3 + 0.5 * 2 / 3 * lower, within(1e-12));
        assertThat(model.probability(3, 1)).as("after a token never seen").isCloseTo(lower, within(1e-12));
        assertThat(model.probability(3, 3)).as("a token never seen").isCloseTo(0.5 * 3 / 4 / 3, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void bigramProbabilitiesSumToOneAfterEveryToken(long seed) {
        int vocabularySize = 30;
        BigramModel model = new BigramModel(counts(seed, vocabularySize - 5, vocabularySize, 400));
        for (int previous = 0; previous < vocabularySize; previous++) {
            double sum = 0;
            for (int next = 0; next < vocabularySize; next++) {
                assertThat(model.probability(previous, next)).isPositive();
                sum += model.probability(previous, next);
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void withoutAnyCountsAllTokensAreAlike() {
        BigramModel model = new BigramModel(new PairCounts(5));
        assertThat(model.probability(1, 2)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void bigramBeatsUnigramBeatsUniformOnTextWithHabits() {
        Random random = new Random(3);
        int[] text = new int[5000];
        for (int i = 1; i < text.length; i++) {
            text[i] = random.nextInt(10) < 8 ? (text[i - 1] * 7 + 3) % 20 / 2 : random.nextInt(20);
        }
        int[] seen = java.util.Arrays.copyOf(text, 4000);
        List<int[]> heldOut = List.of(java.util.Arrays.copyOfRange(text, 4000, 5000));
        PairCounts counts = new PairCounts(20).add(seen);
        double uniform = Score.of(new UniformModel(20), heldOut).perplexity();
        double unigram = Score.of(new UnigramModel(counts), heldOut).perplexity();
        double bigram = Score.of(new BigramModel(counts), heldOut).perplexity();
        assertThat(bigram).isLessThan(0.8 * unigram);
        assertThat(unigram).isLessThan(uniform);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void countsEqualThoseOfAMapWhateverTheParts(long seed) {
        Random random = new Random(seed);
        int vocabularySize = 300;
        Map<Long, Long> expected = new HashMap<>();
        PairCounts whole = new PairCounts(vocabularySize);
        for (int part = 0; part < 4; part++) {
            PairCounts counts = new PairCounts(vocabularySize);
            int[] tokens = random.ints(5000, 0, vocabularySize).toArray();
            counts.add(tokens);
            for (int i = 1; i < tokens.length; i++) {
                expected.merge((long) tokens[i - 1] * vocabularySize + tokens[i], 1L, Long::sum);
            }
            whole.add(counts);
        }
        Map<Long, Long> actual = new HashMap<>();
        whole.forEach((previous, next, count) -> actual.put((long) previous * vocabularySize + next, count));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void refusesIdsOutsideTheVocabulary() {
        assertThatThrownBy(() -> new PairCounts(3).add(new int[] {0, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token ids 0 and 3 must be in [0, 3)");
    }

    private static PairCounts counts(long seed, int usedTokens, int vocabularySize, int length) {
        return new PairCounts(vocabularySize)
                .add(new Random(seed).ints(length, 0, usedTokens).toArray());
    }
}
