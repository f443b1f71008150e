package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class NamesakesTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void drawsBlocksAtOnePathOfNamesHalfwayToTheirMean() {
        assertThat(evened(
                        "<div class=a><p>one</p></div><div class=b><p>two</p></div><div><p>three</p></div>", 3, 0, -6))
                .containsExactly(new double[] {1, -0.5, -3.5}, EXACT);
    }

    @Test
    void leavesABlockThatIsAloneAtItsPath() {
        assertThat(evened("<p>one</p><div><p>two</p></div><p>three</p>", 3, -2, 1))
                .containsExactly(new double[] {2.5, -2, 1.5}, EXACT);
    }

    @Test
    void leavesOutWhatHasNoScore() {
        double[] scores = evened("<p>one</p><p>two</p><p>three</p>", Double.NaN, -4, 2);
        assertThat(scores[0]).isNaN();
        assertThat(scores[1]).isCloseTo(-2.5, EXACT);
        assertThat(scores[2]).isCloseTo(0.5, EXACT);
    }

    @Test
    void drawsTheLessTheLikelierThePageIsAnArticle() {
        List<Block> blocks =
                Outline.of(Jsoup.parse("<p>one</p><p>two</p>").body(), 1000).blocks();
        assertThat(Namesakes.evened(blocks, new double[] {4, 0}, 0.75))
                .containsExactly(new double[] {3.75, 0.25}, EXACT);
        assertThat(Namesakes.evened(blocks, new double[] {4, 0}, 1)).containsExactly(new double[] {4, 0}, EXACT);
    }

    @Test
    void takesAPageWithoutBlocks() {
        assertThat(evened("")).isEmpty();
    }

    private static double[] evened(String html, double... scores) {
        List<Block> blocks = Outline.of(Jsoup.parse(html).body(), 1000).blocks();
        assertThat(blocks).hasSize(scores.length);
        return Namesakes.evened(blocks, scores, 0);
    }
}
