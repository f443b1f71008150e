package io.bloomery.data.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BytePairTrainerTest {

    private static final int BYTES_AND_END = TokenizerConfig.MIN_VOCABULARY_SIZE;

    @Test
    void learnsTheSameMergesAsTheTrainerOfTokenizers() {
        assertThat(BytePairTrainer.train(Golden.wordCounts(), config(2000, 2))).isEqualTo(Golden.model());
    }

    @Test
    void doesNotDependOnTheOrderOfTheWords() {
        Map<String, Long> sorted = new TreeMap<>(Golden.wordCounts());
        Map<String, Long> reversed = new LinkedHashMap<>();
        new TreeMap<>(sorted).descendingMap().forEach(reversed::put);
        assertThat(BytePairTrainer.train(sorted, config(700, 2)))
                .isEqualTo(BytePairTrainer.train(reversed, config(700, 2)));
    }

    @Test
    void mergesTheMostFrequentPairFirstAndThenWhatItMade() {
        BytePairModel model =
                BytePairTrainer.train(Map.of("ore", 5L, "or", 2L, "re", 1L), config(BYTES_AND_END + 2, 1));
        assertThat(model.tokens().subList(BYTES_AND_END, BYTES_AND_END + 2)).containsExactly("or", "ore");
    }

    @Test
    void ofEquallyFrequentPairsMergesTheOneWithTheSmallerIds() {
        BytePairModel model = BytePairTrainer.train(Map.of("xy", 3L, "ab", 3L), config(BYTES_AND_END + 1, 1));
        assertThat(model.tokens().get(BYTES_AND_END)).isEqualTo("ab");
    }

    @Test
    void mergesAPairExactlyAtTheMinimumFrequencyAndNoneBelow() {
        BytePairModel model = BytePairTrainer.train(Map.of("ab", 3L, "xy", 2L), config(1000, 3));
        assertThat(model.tokens()).hasSize(BYTES_AND_END + 1).contains("ab").doesNotContain("xy");
    }

    @Test
    void mergesRunsOfOneByteFromTheLeft() {
        BytePairModel model = BytePairTrainer.train(Map.of("aaaaa", 1L), config(1000, 1));
        assertThat(new Tokenizer(model).encode("aaaaa")).hasSize(1);
        assertThat(model.merges()).hasSize(3);
    }

    @Test
    void withoutWordsHasTheBytesAndTheEndOfText() {
        BytePairModel model = BytePairTrainer.train(Map.of(), config(1000, 1));
        assertThat(model.vocabularySize()).isEqualTo(BYTES_AND_END);
        assertThat(model.specialTokens()).isEqualTo(List.of(new SpecialToken(0, "<|endoftext|>")));
    }

    @Test
    void refusesACountThatIsNotPositive() {
        assertThatThrownBy(() -> BytePairTrainer.train(Map.of("ore", 0L), config(1000, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the count of a word must be positive but is 0");
    }

    private static TokenizerConfig config(int vocabularySize, int minFrequency) {
        return new TokenizerConfig(vocabularySize, minFrequency, 1_000_000);
    }
}
