package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    private static final String TEN = "<p>The old mill by the river has ground corn since.</p>";
    private static final String NINE = "<p>Nobody alive can say who built the first wheel.</p>";

    @Test
    void keepsARunOfTwentyWordsOnce() {
        assertThat(kept(TEN + "<h2>Hours</h2>" + NINE, 2)).containsExactly(true, true, true, false, false, false);
    }

    @Test
    void keepsEveryCopyOfARunOfNineteenWords() {
        assertThat(kept(TEN + NINE, 2)).doesNotContain(false);
    }

    @Test
    void keepsCopiesThatFollowOneAnother() {
        assertThat(kept(TEN.repeat(5), 4)).doesNotContain(false);
    }

    @Test
    void keepsWhatManyCardsSayOfThemselves() {
        StringBuilder cards = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            cards.append("<h3>Wheel ")
                    .append(i)
                    .append("</h3><p>Oak, oiled, ready for use within a day of delivery</p>");
        }
        assertThat(kept(cards.toString(), 1)).doesNotContain(false);
    }

    @Test
    void keepsTheCopyThatStandsAloneWhereTheFirstIsNotKept() {
        List<Block> blocks = blocks((TEN + TEN.replace("old", "new")).repeat(2));
        boolean[] kept = {false, true, true, true};
        assertThat(Repetition.of(blocks).without(kept)).containsExactly(false, true, true, false);
        assertThat(kept).containsExactly(false, true, true, true);
    }

    @Test
    void keepsEveryListingOfCode() {
        assertThat(kept("<pre>" + "grind wheat\n".repeat(20) + "</pre>", 2)).containsExactly(true, true);
    }

    @Test
    void takesAPageWithoutText() {
        assertThat(Repetition.of(new ArrayList<>()).without(new boolean[0])).isEmpty();
    }

    private static boolean[] kept(String part, int copies) {
        List<Block> blocks = blocks(part.repeat(copies));
        boolean[] all = new boolean[blocks.size()];
        Arrays.fill(all, true);
        return Repetition.of(blocks).without(all);
    }

    private static List<Block> blocks(String html) {
        return Outline.of(Jsoup.parse(html).body(), 1000).blocks();
    }
}
