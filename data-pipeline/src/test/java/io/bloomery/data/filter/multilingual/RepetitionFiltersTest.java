package io.bloomery.data.filter.multilingual;

import static io.bloomery.data.filter.multilingual.Texts.judge;
import static io.bloomery.data.filter.multilingual.Texts.outcome;
import static io.bloomery.data.filter.multilingual.Texts.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepetitionFiltersTest {

    @Test
    void keepsRepeatedLinesExactlyAtTheLimitAndDropsBeyond() {
        RepeatedLinesFilter filter = new RepeatedLinesFilter(new RepeatedLinesConfig(0.5, 0.5));
        assertThat(outcome(filter, "a\n  a\nbb\n\nccc")).isEqualTo("keep");
        assertThat(outcome(filter, "a\na")).isEqualTo("keep");
        assertThat(outcome(filter, "a\na\na")).isEqualTo("repeated-lines " + 2 / 3.0 + " 0.5");
        assertThat(outcome(filter, "aaaa\naaaa\naaaa\nb\nc\nd"))
                .isEqualTo("repeated-line-characters " + 8 / 15.0 + " 0.5");
        assertThat(outcome(filter, "")).isEqualTo("keep");
    }

    @Test
    void countsParagraphsBetweenBlankLines() {
        RepeatedParagraphsFilter filter = new RepeatedParagraphsFilter(new RepeatedParagraphsConfig(0.5, 1));
        assertThat(outcome(filter, "a\nb\n\na\nb")).isEqualTo("keep");
        assertThat(outcome(filter, "a\nb\n\na\nb\n \n a\nb\n")).isEqualTo("repeated-paragraphs " + 2 / 3.0 + " 0.5");
    }

    @Test
    void measuresTheMostFrequentPhraseByItsCharacters() {
        TopNgramFilter filter = new TopNgramFilter(new TopNgramConfig(0.5, 1, 1));
        assertThat(outcome(filter, "a b a b cccc")).isEqualTo("keep");
        assertThat(outcome(filter, "a b a b ccc")).isEqualTo("top-2-gram " + 4 / 7.0 + " 0.5");
        assertThat(outcome(filter, "a b")).isEqualTo("keep");
        assertThat(judge(filter, "a b").document().signals()).containsEntry("top-2-gram", 0.0);
    }

    @Test
    void countsCopiesOfPhrasesOnce() {
        DuplicateNgramsFilter filter = new DuplicateNgramsFilter(new DuplicateNgramsConfig(0.5, 1, 1, 1, 1, 1));
        String phrase = words(5);
        assertThat(outcome(filter, phrase + " " + phrase)).isEqualTo("keep");
        assertThat(outcome(filter, phrase + " " + phrase + " " + phrase))
                .isEqualTo("duplicate-5-grams " + 2 / 3.0 + " 0.5");
        assertThat(outcome(filter, words(500))).isEqualTo("keep");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithCountingPhrasesAsStrings(long seed) {
        List<String> words = Words.of(randomWords(new Random(seed)));
        for (int length = 2; length <= 10; length++) {
            assertThat(Ngrams.of(words).topFraction(length)).isCloseTo(naiveTop(words, length), within(1e-12));
            assertThat(Ngrams.of(words).duplicateFraction(length))
                    .isCloseTo(naiveDuplicates(words, length), within(1e-12));
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    private static double naiveTop(List<String> words, int length) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + length <= words.size(); i++) {
            counts.merge(words.subList(i, i + length), 1, Integer::sum);
        }
        double most = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .mapToDouble(entry -> entry.getValue() * characters(entry.getKey()))
                .max()
                .orElse(0);
        return Math.min(1, most / Math.max(1, characters(words)));
    }

    private static double naiveDuplicates(List<String> words, int length) {
        Set<List<String>> seen = new HashSet<>();
        double repeated = 0;
        for (int i = 0; i + length <= words.size(); i++) {
            if (!seen.add(words.subList(i, i + length))) {
                repeated += characters(words.subList(i, i + length));
                i += length - 1;
            }
        }
        return repeated / Math.max(1, characters(words));
    }

    private static double characters(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private static String randomWords(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(300); i > 0; i--) {
            text.append("ab".repeat(1 + random.nextInt(3))).append(' ');
        }
        return text.toString();
    }
}
