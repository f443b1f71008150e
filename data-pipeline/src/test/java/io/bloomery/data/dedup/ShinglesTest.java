package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShinglesTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "'Iron, ORE!', 'iron ore'",
        "'caf\u00e9 na\u00efve', 'cafe naive'",
        "'3.14 and 1,000,000 or 7', '0 and 0 or 0'",
        "'don''t', 'don t'",
        "'\u6211\u4eec go\u3002', '\u6211 \u4eec go'",
        "'\u30ab\u30bf ore', '\u30ab \u30bf ore'",
        "'\ud55c\uad6d \uc11c\uc6b8', '\u1112\u1161\u11ab\u1100\u116e\u11a8 \u1109\u1165\u110b\u116e\u11af'",
        "'\ud840\udc00\ud840\udc01', '\ud840\udc00 \ud840\udc01'",
        "'x\u200by', 'x y'",
        "'\ud83d\udc4d\ud83c\udffd', ''",
        "' \n', ''"
    })
    void comparesTheWordsThatMatter(String text, String words) {
        List<String> expected = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
        assertThat(ComparisonWords.of(text)).isEqualTo(expected);
    }

    @Test
    void aTextShorterThanAShingleIsOneShingle() {
        assertThat(Shingles.ofWords("iron ore", 5)).hasSize(1).isNotEqualTo(Shingles.ofWords("iron", 5));
    }

    @Test
    void aTextOfExactlyOneShingleHasOne() {
        assertThat(Shingles.ofWords("a b c d e", 5)).hasSize(1);
        assertThat(Shingles.ofWords("a b c d e f", 5)).hasSize(2);
    }

    @Test
    void repeatedShinglesCountOnce() {
        assertThat(Shingles.ofWords("a b a b a b a b", 2)).hasSize(2);
    }

    @Test
    void theHashesArePartOfTheFormat() {
        assertThat(Shingles.ofWords("iron ore", 2)).containsExactly(-2585306890476495119L);
    }

    @Test
    void textsWithoutWordsAreLikeNoOther() {
        long[] none = Shingles.ofWords("...", 5);
        assertThat(none).isEmpty();
        assertThat(Shingles.similarity(none, none)).isZero();
        assertThat(Shingles.similarity(none, new long[] {1})).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void similarityIsThatOfTheSets(long seed) {
        Random random = new Random(seed);
        long[] left = set(random);
        long[] right = set(random);
        Set<Long> both = boxed(left);
        both.retainAll(boxed(right));
        Set<Long> any = boxed(left);
        any.addAll(boxed(right));
        assertThat(Shingles.similarity(left, right)).isCloseTo((double) both.size() / any.size(), within(1e-15));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void characterShinglesAreTheRunsOfCodePoints(long seed) {
        Random random = new Random(seed);
        String text = random.ints(random.nextInt(60), 0, 4)
                .mapToObj(i -> List.of("a", "b", "\ud83d\udc4d", " ").get(i))
                .reduce("", String::concat);
        int[] characters = text.codePoints().toArray();
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + 3 <= characters.length; i++) {
            runs.add(new String(characters, i, 3));
        }
        int expected = characters.length > 0 && characters.length < 3 ? 1 : runs.size();
        assertThat(Shingles.of(text, ShingleUnit.CHARACTERS, 3))
                .hasSize(expected)
                .isSorted();
    }

    @Test
    void characterShinglesAreTakenFromTheTextAsItIs() {
        assertThat(Shingles.of("Iron, ore", ShingleUnit.CHARACTERS, 4))
                .isNotEqualTo(Shingles.of("iron ore", ShingleUnit.CHARACTERS, 4));
        assertThat(Shingles.of("xabcd", ShingleUnit.CHARACTERS, 4))
                .contains(Shingles.of("abcd", ShingleUnit.CHARACTERS, 4));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    private static long[] set(Random random) {
        return random.longs(1 + random.nextInt(60), -40, 40).sorted().distinct().toArray();
    }

    private static Set<Long> boxed(long[] values) {
        return new HashSet<>(Arrays.stream(values).boxed().toList());
    }
}
