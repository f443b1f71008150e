package io.bloomery.data.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {

    private static final BytePairModel MODEL = Golden.model();
    private static final Tokenizer TOKENIZER = new Tokenizer(MODEL);

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("golden")
    void givesTheIdsOfTokenizers(String text, int[] ids) {
        assertThat(TOKENIZER.encode(text)).isEqualTo(ids);
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("golden")
    void decodesToTheText(String text, int[] ids) {
        assertThat(TOKENIZER.decode(ids)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mergesAsTheDefinitionDoes(long seed) {
        Random random = new Random(seed);
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(80); i >= 0; i--) {
            word.append("ironbleyst".charAt(random.nextInt(10)));
        }
        assertThat(TOKENIZER.encode(word.toString())).containsExactly(mergedOneByOne(word.toString()));
    }

    @Test
    void takesWhatLooksLikeASpecialTokenForText() {
        assertThat(TOKENIZER.encode("<|endoftext|>")).doesNotContain(TOKENIZER.endOfText());
        assertThat(TOKENIZER.decode(TOKENIZER.encode("<|endoftext|>"))).isEqualTo("<|endoftext|>");
    }

    @Test
    void findsSpecialTokensWhereTheyAreAskedFor() {
        int[] ids = TOKENIZER.encodeWithSpecialTokens("ore<|endoftext|><|endoftext|>iron");
        int[] ore = TOKENIZER.encode("ore");
        int[] iron = TOKENIZER.encode("iron");
        List<Integer> expected = new ArrayList<>();
        Arrays.stream(ore).forEach(expected::add);
        expected.addAll(List.of(0, 0));
        Arrays.stream(iron).forEach(expected::add);
        assertThat(ids).containsExactly(expected.toArray(new Integer[0]));
        assertThat(TOKENIZER.decode(ids)).isEqualTo("oreiron");
    }

    @Test
    void decodesHalfACharacterToTheReplacementCharacter() {
        int[] ids = TOKENIZER.encode("\ud83c\udf00"); // not in the corpus: one id a byte
        assertThat(TOKENIZER.decode(Arrays.copyOf(ids, ids.length - 1))).isEqualTo("\ufffd");
    }

    @Test
    void encodesAMegabyteWithoutASpaceInReasonableTime() {
        String text = "iron".repeat(250_000);
        int[] ids = assertTimeout(Duration.ofSeconds(20), () -> TOKENIZER.encode(text));
        assertThat(TOKENIZER.decode(ids)).isEqualTo(text);
    }

    @Test
    void refusesAnIdThatIsNotInTheVocabulary() {
        int size = MODEL.vocabularySize();
        assertThatThrownBy(() -> TOKENIZER.decode(new int[] {size}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token id " + size + " is not in the vocabulary of " + size);
    }

    static Stream<Object[]> golden() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Object[]> rows = new ArrayList<>();
        for (String line : new String(Golden.bytes("texts-with-ids.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            JsonNode row = json.readTree(line);
            rows.add(new Object[] {row.get("text").textValue(), json.convertValue(row.get("ids"), int[].class)});
        }
        return rows.stream();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** The lowest rank, leftmost first, by looking at every pair every time. */
    private static Integer[] mergedOneByOne(String word) {
        List<String> tokens = new ArrayList<>(
                word.chars().mapToObj(c -> String.valueOf((char) c)).toList());
        List<String> tokensById = MODEL.tokens();
        while (true) {
            int bestRank = Integer.MAX_VALUE;
            int bestPosition = -1;
            for (int i = 0; i + 1 < tokens.size(); i++) {
                for (int rank = 0; rank < Math.min(bestRank, MODEL.merges().size()); rank++) {
                    Merge merge = MODEL.merges().get(rank);
                    if (tokensById.get(merge.left()).equals(tokens.get(i))
                            && tokensById.get(merge.right()).equals(tokens.get(i + 1))) {
                        bestRank = rank;
                        bestPosition = i;
                    }
                }
            }
            if (bestPosition < 0) {
                return tokens.stream().map(tokensById::indexOf).toArray(Integer[]::new);
            }
            tokens.set(bestPosition, tokens.get(bestPosition) + tokens.remove(bestPosition + 1));
        }
    }
}
