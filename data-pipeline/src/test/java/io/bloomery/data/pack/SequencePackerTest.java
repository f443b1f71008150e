package io.bloomery.data.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SequencePackerTest {

    private static final int END = 0;

    @Test
    void separatesDocumentsByEndOfTextAndRepeatsTheTokenBetweenSequences() {
        List<TokenSequence> sequences = pack(2, document("a", 1, 2), document("b", 3), document("c", 4));
        assertThat(sequences).hasSize(3);
        assertThat(sequences.get(0).inputIds()).containsExactly(1, 2, END);
        assertThat(sequences.get(1).inputIds()).containsExactly(END, 3, END);
        assertThat(sequences.get(2).inputIds()).containsExactly(END, 4, END);
        assertThat(sequences)
                .extracting(TokenSequence::documentIds)
                .containsExactly(List.of("a"), List.of("a", "b"), List.of("b", "c"));
    }

    @Test
    void spreadsALongDocumentOverSequences() {
        List<TokenSequence> sequences = pack(2, document("a", 1, 2, 3, 4, 5));
        assertThat(sequences).hasSize(2);
        assertThat(sequences.get(0).inputIds()).containsExactly(1, 2, 3);
        assertThat(sequences.get(1).inputIds()).containsExactly(3, 4, 5);
        assertThat(sequences).extracting(TokenSequence::documentIds).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void fillsTheLastSequenceExactly() {
        assertThat(pack(3, document("a", 1, 2, 3))).hasSize(1);
        assertThat(pack(4, document("a", 1, 2, 3))).isEmpty();
    }

    @Test
    void skipsDocumentsWithoutTokens() {
        List<TokenSequence> sequences = pack(1, document("a"), document("b", 1), document("c"));
        assertThat(sequences).hasSize(1);
        assertThat(sequences.get(0).documentIds()).containsExactly("b");
    }

    @Test
    void hasNothingToGiveOnceThroughAndSaysSo() {
        SequencePacker packer = new SequencePacker(List.<TokenizedDocument>of().iterator(), 4, END);
        assertThat(packer.hasNext()).isFalse();
        assertThatThrownBy(packer::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no further sequence");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void predictsEveryTokenOfTheStreamOnceButTheRemainder(long seed) {
        Random random = new Random(seed);
        int length = 1 + random.nextInt(12);
        List<TokenizedDocument> documents = IntStream.range(0, random.nextInt(20))
                .mapToObj(i -> document(
                        "d" + i, random.ints(random.nextInt(30), 1, 100).toArray()))
                .toList();
        List<Integer> stream = new ArrayList<>();
        documents.stream().filter(document -> document.tokens().length > 0).forEach(document -> {
            IntStream.of(document.tokens()).forEach(stream::add);
            stream.add(END);
        });
        long tokens = documents.stream()
                .mapToLong(document -> SequencePacker.streamTokens(document.tokens().length))
                .sum();
        List<TokenSequence> sequences = pack(length, documents.toArray(TokenizedDocument[]::new));

        assertThat(tokens).isEqualTo(stream.size());
        assertThat(sequences).hasSize((int) SequencePacker.sequences(tokens, length));
        for (int i = 0; i < sequences.size(); i++) {
            List<Integer> expected = stream.subList(i * length, i * length + length + 1);
            assertThat(IntStream.of(sequences.get(i).inputIds()).boxed().toList())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.1, 1, 'sequence-length must be in [1, 1048576] but is 0'",
        "8, 1, 1, 'validation-fraction must be in [0, 1) but is 1.0'",
        "8, NaN, 1, 'validation-fraction must be in [0, 1) but is NaN'",
        "8, 0.1, 0, 'shards must be in [1, 100000] but is 0'"
    })
    void refusesWhatCannotWork(int sequenceLength, double validationFraction, int shards, String message) {
        assertThatThrownBy(() -> new TokenizeConfig(sequenceLength, validationFraction, shards, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static List<TokenSequence> pack(int length, TokenizedDocument... documents) {
        List<TokenSequence> sequences = new ArrayList<>();
        new SequencePacker(List.of(documents).iterator(), length, END).forEachRemaining(sequences::add);
        return sequences;
    }

    private static TokenizedDocument document(String id, int... tokens) {
        return new TokenizedDocument(id, tokens);
    }
}
