package io.bloomery.data.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockWriterTest {

    private static final String PROSE = "The mill stands by the river, and its wheel has not turned for many years.";

    @Test
    void writesListsTablesAndCode() {
        String text = allText("<main><p>" + PROSE + "</p><ul><li>one<ul><li>inner</ul><li>two</ul>"
                + "<table><tr><th>Name<th>Value<tr><td>a<td><p>1</p></table>"
                + "<pre>\nif (a) {\n    b();\n}\n</pre><pre>one line</pre></main>");

        assertThat(text)
                .isEqualTo(PROSE + "\n\n- one\n  - inner\n- two\n\nName | Value\na | 1\n\n"
                        + "```\nif (a) {\n    b();\n}\n```\n\none line");
    }

    @Test
    void joinsInlineElementsWithoutInventingOrLosingSpaces() {
        assertThat(allText("<p><b>b</b>old <i> x</i> , H<sub>2</sub>O<br>next</p>"))
                .isEqualTo("bold x , H2O\nnext");
    }

    @ParameterizedTest
    @CsvSource({
        "<a>Shooter</a><a>Action</a>, Shooter Action",
        "<span>May 5</span><time>2024</time>, May 5 2024",
        "<my-tag>Sizes</my-tag><!-- --><button>Colours</button>, Sizes Colours",
        "<span>12</span><span><b>34</b></span>, 12 34",
        "<span>M</span><span>ill</span>, Mill",
        "<span>M</span><span>i</span><span>l</span><span>l</span>, Mill",
        "<span>mill</span><b>s</b>, mills",
        "<code><span>int</span><span>x</span></code>, intx",
        "<span>\u6c34</span><span>\u8f66</span>, \u6c34\u8f66",
        "<a>mill</a><a>!</a>, mill!",
        "<a>mill</a>er<a>s</a>, millers"
    })
    void setsPartsOfALineApartWherePagesDoSoByTheirStyles(String html, String text) {
        assertThat(allText("<p>" + html)).isEqualTo(text);
    }

    @Test
    void writesABulletBeforeTheFirstKeptBlockOfAnItem() {
        Outline outline =
                Outline.of(Jsoup.parse("<ul><li><p>one</p><p>two</p></li></ul>").body(), 1000);
        assertThat(BlockWriter.write(outline.blocks(), new boolean[] {false, true}))
                .isEqualTo("- two");
        assertThat(BlockWriter.write(outline.blocks(), new boolean[] {true, true}))
                .isEqualTo("- one\ntwo");
    }

    @Test
    void writesNothingWhereNothingIsKept() {
        assertThat(BlockWriter.write(
                        Outline.of(Jsoup.parse("<p>x").body(), 1000).blocks(), new boolean[1]))
                .isEmpty();
    }

    @Test
    void readsJavadocAsSignaturesAndSentences() {
        String text = allText("""
                <body><main role="main"><div class="header"><h1 class="title">Class Mill</h1></div>
                <section class="class-description"><div class="type-signature">public class <a href=x>Mill</a></div>
                <div class="block">%s</div></section>
                <section class="summary"><h2>Method Summary</h2>
                <div class="summary-table"><div class="table-header col-first">Type</div><div class="table-header col-last">Method</div>
                <div class="col-first"><code>int</code></div><div class="col-last"><code><a href=#turn>turn</a>(int&nbsp;times)</code>
                <div class="block">Turns the wheel.</div></div></div></section></main></body>""".formatted(PROSE));

        assertThat(text.replace('\u00a0', ' '))
                .isEqualTo("Class Mill\n\npublic class Mill\n" + PROSE
                        + "\n\nMethod Summary\n\nType | Method\nint | turn(int times) Turns the wheel.");
    }

    private static String allText(String page) {
        Outline outline = Outline.of(Jsoup.parse(page).body(), 100_000);
        boolean[] all = new boolean[outline.blocks().size()];
        Arrays.fill(all, true);
        return BlockWriter.write(outline.blocks(), all);
    }
}
