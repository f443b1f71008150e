package io.bloomery.data.dedup.passage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.dedup.BloomFilter;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PassagesTest {

    private static final String TEXT = "One is here. Two is here.  Three is here. Four?";
    private static final SentencesConfig RUNS_OF_TWO = sentences(0, 0, 0);

    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @CsvSource({
        "'  Iron ORE ', 'iron ore'",
        "'Tel. 0170/23\u0663', 'tel. 0000/000'",
        "'\u201cOre\u201d\u2026 \u3002', 'ore '",
        "'a\tb', 'ab'",
        "' ', ''"
    })
    void comparesLinesAsCcNetDoes(String line, String expected) {
        assertThat(Lines.normalized(line)).isEqualTo(expected);
    }

    @Test
    void cutsLinesAndDropsWhatIsTooShortThen() {
        assertThat(lines(0).without("a\nb\n\nc", "en", bits(0, 2))).isEqualTo("b\nc");
        assertThat(lines(3).without("a\nb\n\nc", "en", bits(0, 2))).isEqualTo("b\nc");
        assertThat(lines(4).without("a\nb\n\nc", "en", bits(0, 2))).isEmpty();
        assertThat(lines(9).without("a", "en", bits())).isEqualTo("a");
    }

    @Test
    void cutsRunsOfSentencesWithTheirSpace() {
        SentenceRuns runs = new SentenceRuns(RUNS_OF_TWO);
        assertThat(runs.of(TEXT, "en")).extracting(Passage::number).containsExactly(0, 1, 2);
        assertThat(runs.without(TEXT, "en", bits(1))).isEqualTo("One is here. Four?");
        assertThat(runs.without(TEXT, "en", bits(0, 2))).isEmpty();
        assertThat(runs.without(TEXT, "en", bits())).isEqualTo(TEXT);
    }

    @Test
    void sameSentencesHaveTheSameKeysWhateverTheirCaseAndNumbers() {
        SentenceRuns runs = new SentenceRuns(RUNS_OF_TWO);
        assertThat(runs.of("See 12 ores. They melt.", "en").get(0).key())
                .isEqualTo(runs.of("see 7 ORES! They, melt.", "en").get(0).key());
        assertThat(runs.of("... !!! ???", "en")).isEmpty();
        assertThat(runs.of("One only.", "en")).isEmpty();
    }

    @Test
    void leavesShortStretchesAndDropsShortRests() {
        assertThat(new SentenceRuns(sentences(0, 0, 9)).without(TEXT, "en", bits(1)))
                .isEqualTo(TEXT);
        assertThat(new SentenceRuns(sentences(0, 0, 8)).without(TEXT, "en", bits(1)))
                .isEqualTo("One is here. Four?");
        assertThat(new SentenceRuns(sentences(7, 0, 0)).without(TEXT, "en", bits(1)))
                .isEmpty();
        assertThat(new SentenceRuns(sentences(6, 2, 0)).without(TEXT, "en", bits(1)))
                .isEqualTo("One is here. Four?");
        assertThat(new SentenceRuns(sentences(0, 3, 0)).without(TEXT, "en", bits(1)))
                .isEmpty();
    }

    @Test
    void comparesRunsOfLinesWhereSentencesAreNotWanted() {
        SentenceRuns runs = new SentenceRuns(new SentencesConfig(true, 2, false, 0, 0, 0));
        assertThat(runs.of("a\nb\nc", "en")).hasSize(2);
        assertThat(runs.without("a\nb\nc\nd", "en", bits(1))).isEqualTo("a\nd");
    }

    @Test
    void findsParagraphsSaidBefore() {
        SeenParagraphs seen = new SeenParagraphs(paragraphs(0, 1), BloomFilter.sized(1000, 1e-9));
        assertThat(seen.readAndCut("ore\nslag\n\nore\n")).isEqualTo("ore\nslag\n\n");
        assertThat(seen.readAndCut("slag\nnew")).isEqualTo("new");
        assertThat(seen.readAndCut("")).isEmpty();
    }

    @Test
    void findsParagraphsOfWhichMuchWasSaidBefore() {
        SeenParagraphs seen = new SeenParagraphs(paragraphs(2, 0.5), BloomFilter.sized(1000, 1e-9));
        assertThat(seen.read("iron ore and slag")).isEmpty();
        assertThat(seen.read("iron ore and coal")).containsExactly(new SeenSpan(0, 17, 2 / 3.0));
        assertThat(seen.read("iron by itself")).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leavesATextOfWhichNothingIsCut(long seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of("a", "\n", ". ", "B?", " ", "\u3002", "\ud83d\udc4d", "\ud83d", "7", "\n\n");
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(80)).forEach(i -> text.append(pieces.get(random.nextInt(pieces.size()))));
        for (Passages passages : List.of(lines(0), new SentenceRuns(RUNS_OF_TWO))) {
            Set<Integer> numbers = new HashSet<>();
            assertThat(passages.of(text.toString(), "en")).allMatch(passage -> numbers.add(passage.number()));
            assertThat(passages.without(text.toString(), "en", new BitSet()).strip())
                    .isEqualTo(text.toString().strip());
            assertThat(passages.without(text.toString(), "en", bits(0, 3, 30)).length())
                    .isLessThanOrEqualTo(text.length());
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private static Lines lines(int minLength) {
        return new Lines(new LinesConfig(true, true, minLength));
    }

    private static SentencesConfig sentences(int minWords, int minSentences, int minCut) {
        return new SentencesConfig(true, 2, true, minWords, minSentences, minCut);
    }

    private static ParagraphsConfig paragraphs(int shingleWords, double minSeen) {
        return new ParagraphsConfig(true, "\n", true, 0, 0, shingleWords, 1, false, minSeen, 1000, 1e-9);
    }

    private static BitSet bits(int... numbers) {
        BitSet bits = new BitSet();
        IntStream.of(numbers).forEach(bits::set);
        return bits;
    }
}
