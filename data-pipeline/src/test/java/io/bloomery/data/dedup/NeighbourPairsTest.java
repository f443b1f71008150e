package io.bloomery.data.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.dedup.Pairs.Pair;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourPairsTest {

    private final NeighbourPairs neighbours = new NeighbourPairs();

    @Test
    void pairsAMemberWithThoseBeforeIt() {
        assertThat(neighbours.next(7, "b")).isEmpty();
        assertThat(neighbours.next(7, "a")).containsExactly(new Pair("a", "b"));
        assertThat(neighbours.next(7, "c")).containsExactly(new Pair("b", "c"), new Pair("a", "c"));
    }

    @Test
    void reachesNoFurtherThanItSays() {
        List<Pair> last = IntStream.range(0, 100)
                .mapToObj(i -> neighbours.next(7, String.valueOf(100 + i)))
                .reduce((before, next) -> next)
                .orElseThrow();
        assertThat(last).hasSize(NeighbourPairs.REACH).contains(new Pair("198", "199"), new Pair("191", "199"));
    }

    @Test
    void pairsNobodyAcrossBuckets() {
        neighbours.next(7, "a");
        assertThat(neighbours.next(8, "b")).isEmpty();
        assertThat(neighbours.next(7, "c")).isEmpty();
    }
}
