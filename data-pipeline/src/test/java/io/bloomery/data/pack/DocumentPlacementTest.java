package io.bloomery.data.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentPlacementTest {

    @Test
    void holdsOutTheShareThatIsAskedFor() {
        DocumentPlacement placement = placement(0.1, 8, 1);
        long heldOut =
                ids().filter(id -> placement.split(id) == Split.VALIDATION).count();
        assertThat(heldOut).isBetween(880L, 1120L); // four standard deviations of the binomial distribution
    }

    @Test
    void holdsOutNothingAtZero() {
        DocumentPlacement placement = placement(0, 8, 1);
        assertThat(ids().map(placement::split)).containsOnly(Split.TRAIN);
    }

    @Test
    void fillsAllShardsAlikeWhateverTheSplit() {
        DocumentPlacement placement = placement(0.5, 4, 1);
        int[] held = new int[4];
        ids().filter(id -> placement.split(id) == Split.VALIDATION).forEach(id -> held[placement.shard(id)]++);
        assertThat(held).satisfies(counts -> assertThat(IntStream.of(counts)).allMatch(n -> n > 1100 && n < 1400));
    }

    @Test
    void keepsADocumentInItsSplitWhenMoreAreHeldOut() {
        DocumentPlacement few = placement(0.1, 8, 1);
        DocumentPlacement more = placement(0.2, 8, 1);
        assertThat(ids().filter(id -> few.split(id) == Split.VALIDATION))
                .allMatch(id -> more.split(id) == Split.VALIDATION);
    }

    @Test
    void dependsOnTheSeed() {
        assertThat(placement(0.1, 8, 1).turn("a"))
                .isNotEqualTo(placement(0.1, 8, 2).turn("a"));
    }

    private static Stream<String> ids() {
        return IntStream.range(0, 10_000).mapToObj(i -> "document-" + i);
    }

    private static DocumentPlacement placement(double validationFraction, int shards, long seed) {
        return new DocumentPlacement(new TokenizeConfig(128, validationFraction, shards, seed));
    }
}
