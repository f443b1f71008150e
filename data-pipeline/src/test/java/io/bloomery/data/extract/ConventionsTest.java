package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ConventionsTest {

    private static final String LEDE = "A long sentence with which the page tells machines what it says";
    private static final String HEAD = "<head><meta name=description content='" + LEDE + "'></head>";
    private static final double IN_ARTICLE = 1;
    private static final double ELSEWHERE = 0;

    @Test
    void leavesParagraphsAlone() {
        assertThat(of("<p>The first paragraph of a text, with some words in it.</p>", IN_ARTICLE))
                .isZero();
    }

    @Test
    void takesCaptionsForNoMainTextOnAnyPage() {
        String figure = "<figure><figcaption>A hill in the north</figcaption></figure><p>What is said of it.</p>";
        assertThat(of(figure, IN_ARTICLE)).isEqualTo(Conventions.CAPTION);
        assertThat(of(figure, ELSEWHERE)).isEqualTo(Conventions.CAPTION);
    }

    @Test
    void knowsAsidesOfManyLanguages() {
        for (String aside : List.of(
                "Lesen Sie auch",
                "Czytaj tak\u017Ce",
                "Lire aussi :",
                "\u5EF6\u4F38\u9605\u8BFB\uFF1A",
                "Foto: dpa",
                "Te puede interesar")) {
            assertThat(of("<p>" + aside + "</p>", IN_ARTICLE)).as(aside).isEqualTo(Conventions.ASIDE);
            assertThat(of("<p>" + aside + "</p>", ELSEWHERE)).as(aside).isZero();
        }
    }

    @Test
    void weighsByHowLikelyThePageIsAnArticle() {
        assertThat(of("<p>Lesen Sie auch</p>", 0.5)).isEqualTo(Conventions.ASIDE / 2);
    }

    @Test
    void takesWhatReadersSayBelowAnArticleForNoneOfIt() {
        String comment =
                "<div class=comment><p>I have tried this at home.</p></div><p>The text of the page itself.</p>";
        assertThat(of(comment, IN_ARTICLE)).isEqualTo(Conventions.COMMENT);
        assertThat(of(comment, ELSEWHERE)).isZero();
    }

    @Test
    void takesALineOfLinksInAnArticleForAnAside() {
        String line = "<p><a href=/x>What the council decided about the bridge yesterday</a></p>";
        assertThat(of(line, IN_ARTICLE)).isEqualTo(Conventions.LINE_OF_LINKS);
        assertThat(of(line, ELSEWHERE)).isZero();
    }

    @Test
    void takesTheTextThatAPageDescribesItselfWithForItsLede() {
        assertThat(of(HEAD + "<p>" + LEDE + "</p>", IN_ARTICLE)).isEqualTo(Conventions.LEDE);
    }

    @Test
    void refusesFeaturesWithoutItsOwn() {
        assertThatThrownBy(() -> new Conventions(List.of("words")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up-to-caption");
    }

    private static double of(String html, double article) {
        Document page = Jsoup.parse(html);
        BlockFeatures features = new BlockFeatures(Outline.of(page.body(), 1000), Declared.of(page), page.title());
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        features.write(0, (name, value) -> {
            names.add(name);
            values.add(value);
        });
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i).floatValue();
        }
        return new Conventions(names).of(vector, article);
    }
}
