package io.bloomery.data.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordSearchTest {

    @Test
    void findsWordsInsideAndAcrossWords() {
        List<String> found = new ArrayList<>();
        WordSearch.of(List.of("he", "she", "hers", "his", "")).find("ushers", (start, end) -> {
            found.add("ushers".substring(start, end));
            return false;
        });
        assertThat(found).containsExactly("she", "he", "hers");
    }

    @Test
    void findsNothingWithoutWords() {
        assertThat(WordSearch.of(List.of()).isIn("text")).isFalse();
        assertThat(WordSearch.of(List.of("")).isIn("text")).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsWhatAPlainSearchFinds(long seed) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            words.add(text(random, 1 + random.nextInt(4)));
        }
        String text = text(random, 40);
        TreeSet<String> found = new TreeSet<>();
        WordSearch.of(words).find(text, (start, end) -> {
            found.add(start + " " + text.substring(start, end));
            return false;
        });
        TreeSet<String> expected = new TreeSet<>();
        for (String word : words) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                expected.add(at + " " + word);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }
}
