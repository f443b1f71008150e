package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void drawsMostBetweenATextAndWhatItsOwnRegionHolds() {
        double[] scores = evened("one<p>two</p>", 3, -1);
        assertThat(scores[0]).isCloseTo((3 + 0.8 * -1) / 1.8, EXACT);
        assertThat(scores[1]).isCloseTo((-1 + 0.8 * 3) / 1.8, EXACT);
    }

    @Test
    void drawsTheLessTheFurtherApartBlocksAre() {
        double[] scores = evened("<p>one</p><p>two</p>", 3, -1);
        assertThat(scores[0]).isCloseTo((3 + 0.4 * -1) / 1.4, EXACT);
        double[] further = evened("<div><div><p>one</p></div></div><p>two</p>", 3, -1);
        assertThat(further[0]).isCloseTo((3 + 0.2 * -1) / 1.2, EXACT);
    }

    @Test
    void drawsABlockBetweenTwoOthersFromBothSides() {
        double[] scores = evened("<p>one</p><p>two</p><p>three</p>", 2, -4, 1);
        assertThat(scores[1]).isCloseTo((-4 + 0.4 * 2 + 0.4 * 1) / 1.8, EXACT);
    }

    @Test
    void leavesABlockAloneWhoseNeighboursHaveNoScore() {
        double[] scores = evened("<p>one</p><p>two</p><p>three</p>", Double.NaN, -4, Double.NaN);
        assertThat(scores[0]).isNaN();
        assertThat(scores[1]).isEqualTo(-4);
        assertThat(scores[2]).isNaN();
    }

    @Test
    void leavesEqualScoresAsTheyAre() {
        assertThat(evened("<p>one</p><p>two</p><p>three</p>", 1.5, 1.5, 1.5))
                .containsExactly(new double[] {1.5, 1.5, 1.5}, EXACT);
    }

    @Test
    void drawsHalfAsMuchInAnArticle() {
        List<Block> blocks =
                Outline.of(Jsoup.parse("one<p>two</p>").body(), 1000).blocks();
        assertThat(Neighbours.evened(blocks, new double[] {3, -1}, 1))
                .containsExactly(new double[] {(3 + 0.4 * -1) / 1.4, (-1 + 0.4 * 3) / 1.4}, EXACT);
    }

    @Test
    void takesPagesOfOneBlockAndOfNone() {
        assertThat(evened("<p>one</p>", 2)).containsExactly(2);
        assertThat(evened("")).isEmpty();
    }

    private static double[] evened(String html, double... scores) {
        List<Block> blocks = Outline.of(Jsoup.parse(html).body(), 1000).blocks();
        assertThat(blocks).hasSize(scores.length);
        return Neighbours.evened(blocks, scores, 0);
    }
}
