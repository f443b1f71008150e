package io.bloomery.data.dedup.substring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordRunsTest {

    @ParameterizedTest(name = "{0} words")
    @ValueSource(ints = {2, 3, 7, 10})
    void everyRunSharedByTwoTextsIsAroundASharedAnchor(int length) {
        Random random = new Random(length);
        for (int trial = 0; trial < 200; trial++) {
            String shared = words(random, length);
            WordRuns left =
                    new WordRuns(words(random, random.nextInt(30)) + " " + shared + " " + words(random, 5), length);
            WordRuns right = new WordRuns(words(random, random.nextInt(30)) + " " + shared, length);
            Set<Long> anchors = boxed(left.anchors());
            anchors.retainAll(boxed(right.anchors()));
            long run = right.run(right.words() - length);
            assertThat(runs(left, left.placesAround(anchors::contains))).contains(run);
            assertThat(runs(right, right.placesAround(anchors::contains))).contains(run);
        }
    }

    @Test
    void aTextShorterThanARunHasNone() {
        WordRuns runs = new WordRuns("iron ore", 3);
        assertThat(runs.anchors()).isEmpty();
        assertThat(runs.placesAround(anchor -> true)).isEqualTo(new BitSet());
        assertThat(new WordRuns("", 2).words()).isZero();
    }

    @Test
    void cutsWordsWithTheSpaceAfterThem() {
        BitSet middle = new BitSet();
        middle.set(1, 3);
        assertThat(new WordRuns("one  two\nthree four", 2).without(middle)).isEqualTo("one  four");
        assertThat(new WordRuns("\u6211\u4eec go", 2).without(middle)).isEqualTo("\u6211");
        BitSet last = new BitSet();
        last.set(3);
        assertThat(new WordRuns("one  two\nthree four", 2).without(last)).isEqualTo("one  two\nthree");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mergedIntervalsCoverWhatTheIntervalsDo(long seed) {
        Random random = new Random(seed);
        List<Interval> intervals = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            int start = random.nextInt(40);
            intervals.add(new Interval(start, start + 1 + random.nextInt(10)));
        }
        assertThat(covered(Intervals.merged(intervals, Overlaps.MERGED))).isEqualTo(covered(intervals));
        assertThat(covered(Intervals.merged(intervals, Overlaps.LONGEST))).isEqualTo(covered(intervals));
    }

    @Test
    void assignsSegmentsToDocuments() {
        List<Interval> documents = List.of(new Interval(0, 10), new Interval(10, 20));
        List<Interval> segments =
                List.of(new Interval(0, 5), new Interval(5, 10), new Interval(5, 15), new Interval(5, 19));
        assertThat(Intervals.inDocuments(documents, segments))
                .containsExactly(
                        List.of(new Interval(0, 5), new Interval(5, 10)),
                        List.of(new Interval(0, 5), new Interval(0, 9)));
    }

    @Test
    void dropsTheRestOfACutCharacter() {
        assertThat(Intervals.withoutBytes("a\u00e9b", List.of(new Interval(0, 2))))
                .isEqualTo("b");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static BitSet covered(List<Interval> intervals) {
        BitSet covered = new BitSet();
        intervals.forEach(interval -> covered.set(interval.start(), interval.end()));
        return covered;
    }

    private static List<Long> runs(WordRuns text, BitSet places) {
        return places.stream().mapToObj(text::run).toList();
    }

    private static Set<Long> boxed(long[] values) {
        return LongStream.of(values).boxed().collect(Collectors.toCollection(HashSet::new));
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + random.nextInt(50)).collect(Collectors.joining(" "));
    }
}
