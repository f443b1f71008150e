package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisjointSetsTest {

    @Test
    void namesAComponentAfterItsLeastMember() {
        DisjointSets<String> sets = new DisjointSets<>();
        sets.join("d", "c");
        sets.join("b", "d");
        assertThat(sets.least("z")).isEqualTo("z");
        assertThat(sets.components()).isEqualTo(Map.of("b", "b", "c", "b", "d", "b", "z", "z"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesNotDependOnTheOrderOfEdges(long seed) {
        Random random = new Random(seed);
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            edges.add(new int[] {random.nextInt(80), random.nextInt(80)});
        }
        Map<Integer, Integer> one = components(edges);
        Collections.shuffle(edges, random);
        assertThat(components(edges)).isEqualTo(one);
        one.forEach((member, least) -> assertThat(least).isLessThanOrEqualTo(member));
        edges.forEach(edge -> assertThat(one.get(edge[0])).isEqualTo(one.get(edge[1])));
    }

    @Test
    void takesALongChain() {
        DisjointSets<Integer> sets = new DisjointSets<>();
        for (int i = 100_000; i > 0; i--) {
            sets.join(i, i - 1);
        }
        assertThat(sets.least(100_000)).isZero();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static Map<Integer, Integer> components(List<int[]> edges) {
        DisjointSets<Integer> sets = new DisjointSets<>();
        edges.forEach(edge -> sets.join(edge[0], edge[1]));
        return sets.components();
    }
}
