package io.bloomery.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.model.generate.Continuation.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final SamplingConfig GREEDY = new SamplingConfig(0, 0, 1, 0, 1);
    private static final SamplingConfig RANDOM = new SamplingConfig(1, 0, 1, 0, 1);
    private static final TokenReader ALL = (text, token) -> true;

    /** After n comes n + 1. */
    private static final NextTokenScores COUNTING = tokens -> oneHot(50, tokens[tokens.length - 1] + 1);

    @Test
    void goesOnUntilTheTextEndsOrIsLongEnough() {
        assertThat(continuation(COUNTING, GREEDY, 8, 4, 100, 0))
                .isEqualTo(new Continuation(List.of(1, 2, 3), End.END_OF_TEXT));
        assertThat(continuation(COUNTING, GREEDY, 8, 4, 2, 0)).isEqualTo(new Continuation(List.of(1, 2), End.LENGTH));
        assertThat(continuation(COUNTING, GREEDY, 8, 4, 0, 0)).isEqualTo(new Continuation(List.of(), End.LENGTH));
    }

    @Test
    void stopsWhereAReaderHasSeenEnough() {
        Generator generator = generator(COUNTING, GREEDY, 8, 40);
        List<Continuation> texts = generator.continuations(
                List.of(new int[] {0}, new int[] {10}), 5, 1, (text, token) -> text == 1 || token < 2);
        assertThat(texts)
                .containsExactly(
                        new Continuation(List.of(1, 2), End.STOPPED),
                        new Continuation(List.of(11, 12, 13, 14, 15), End.LENGTH));
    }

    @Test
    void goesOnFromTheNewerHalfOfAContextThatIsFull() {
        List<List<Integer>> seen = new ArrayList<>();
        NextTokenScores model = tokens -> {
            seen.add(Arrays.stream(tokens).boxed().toList());
            return oneHot(50, tokens[tokens.length - 1] + 1);
        };
        assertThat(continuation(model, GREEDY, 3, 49, 5, 0, 1, 2).tokens()).containsExactly(3, 4, 5, 6, 7);
        assertThat(seen)
                .containsExactly(List.of(0, 1, 2), List.of(2, 3), List.of(2, 3, 4), List.of(4, 5), List.of(4, 5, 6));
    }

    @Test
    void showsTheEndOfAPromptThatIsTooLong() {
        NextTokenScores model = tokens -> {
            assertThat(tokens.length).isLessThanOrEqualTo(3);
            return oneHot(50, tokens[tokens.length - 1] + 1);
        };
        assertThat(continuation(model, GREEDY, 3, 49, 3, 5, 6, 7, 8, 9).tokens())
                .containsExactly(10, 11, 12);
    }

    @Test
    void theSameSeedGivesTheSameTextAloneAndBesideOthers() {
        NextTokenScores model = tokens -> {
            float[] logits = new float[100];
            logits[tokens[tokens.length - 1]] = -3;
            return logits;
        };
        Generator generator = generator(model, RANDOM, 8, 99);
        int[] prompt = {1, 2};
        List<Continuation> alone = generator.continuations(List.of(prompt), 20, 5, ALL);
        List<Continuation> batch =
                generator.continuations(List.of(new int[] {7}, prompt, new int[] {8, 9}), 20, 5, ALL);
        assertThat(batch.get(1)).isEqualTo(alone.get(0));
        assertThat(generator.continuations(List.of(prompt), 20, 6, ALL)).isNotEqualTo(alone);
    }

    @Test
    void appliesThePenaltyToPromptAndContinuation() {
        SamplingConfig penalized = new SamplingConfig(0, 0, 1, 0, 2);
        NextTokenScores model = tokens -> new float[] {8, 6, 5, 1};
        assertThat(continuation(model, penalized, 8, 3, 3, 0).tokens()).containsExactly(1, 2, 0);
    }

    @Test
    void saysHowManyTokensMayFollowSoThatTheirRoomCanBeMade() {
        List<List<Integer>> begun = new ArrayList<>();
        Decoder decoder = new Decoder() {
            @Override
            public float[] begin(int slot, int[] tokens, int more) {
                begun.add(List.of(tokens.length, more));
                return new float[2];
            }

            @Override
            public float[][] next(int[] slots, int[] tokens) {
                return new float[slots.length][2];
            }

            @Override
            public void close() {
                begun.clear();
            }
        };
        new Generator(decoder, GREEDY, 6, 1).continuations(List.of(new int[] {0, 0}, new int[7]), 7, 1, ALL);
        assertThat(begun).containsExactly(List.of(2, 4), List.of(6, 0), List.of(3, 3), List.of(3, 2), List.of(3, 2));
    }

    @Test
    void refusesAPromptWithoutTokens() {
        assertThatThrownBy(() -> continuation(COUNTING, GREEDY, 8, 4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a prompt needs at least one token");
    }

    private static Continuation continuation(
            NextTokenScores model, SamplingConfig sampling, int context, int end, int maxTokens, int... prompt) {
        return generator(model, sampling, context, end)
                .continuations(List.of(prompt), maxTokens, 1, ALL)
                .get(0);
    }

    private static Generator generator(NextTokenScores model, SamplingConfig sampling, int context, int end) {
        return new Generator(new RereadingDecoder(model), sampling, context, end);
    }

    private static float[] oneHot(int size, int hot) {
        float[] logits = new float[size];
        logits[hot] = 1;
        return logits;
    }
}
