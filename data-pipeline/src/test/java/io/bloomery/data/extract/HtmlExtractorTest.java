package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlExtractorTest {

    private static final String PROSE =
            "The mill stands by the river, and its wheel has not turned for many years. ".repeat(4);

    private final HtmlExtractor extractor = new HtmlExtractor(new ExtractConfig(1 << 20, 512, 100_000));

    @Test
    void findsTheArticleAndLeavesTheFrame() {
        String text = text("""
                <html><body><header><a href=/>Home</a></header><nav><ul><li><a href=/a>A</a></ul></nav>
                <div class="cookie-banner">We use cookies</div>
                <main><article><h1>The mill</h1><p>%s</p><p hidden>secret</p></article></main>
                <aside>Buy now</aside><div id="page-footer">Imprint</div><script>var x;</script></body></html>""".formatted(PROSE));

        assertThat(text)
                .contains(PROSE.strip())
                .doesNotContain("secret", "cookies", "Home", "Buy now", "Imprint", "var x");
    }

    @Test
    void findsTheTextOfPagesWithoutAnyDeclaredRegion() {
        assertThat(text("<div><div><p>" + PROSE + "</p><p>" + PROSE + "</p></div><div class=sidebar>Ads</div></div>"))
                .isEqualTo(PROSE.strip() + "\n\n" + PROSE.strip());
    }

    @Test
    void joinsInlineElementsWithoutInventingOrLosingSpaces() {
        assertThat(text("<p>" + PROSE + "<b>b</b>old <i> x</i> , H<sub>2</sub>O<br>next</p>"))
                .endsWith("bold x , H2O\nnext");
    }

    @Test
    void keepsTheTextOfAnIndexPage() {
        String links = "<li><a href=/x>The mill stands by the river</a></li>".repeat(20);
        assertThat(text("<body><ul>" + links + "</ul></body>")).startsWith("- The mill stands by the river\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div id=onetrust-consent-sdk>%s</div>",
                "<div id=CybotCookiebotDialog>%s</div>",
                "<section class='x cky-consent-container y'>%s</section>"
            })
    void leavesOutWhatConsentManagersAsk(String dialog) {
        String question = "<p>Your device can store information, and partners can use this purpose. ".repeat(20);
        assertThat(text("<main><p>" + PROSE + "</p></main>" + dialog.formatted(question)))
                .isEqualTo(PROSE.strip());
    }

    @Test
    void keepsHiddenPanelsThatAClickOpensAndNoOtherHiddenWords() {
        String panel = "<div class=panel style='display: none'><p>" + PROSE + "</p></div>";
        assertThat(text("<main><h2>One</h2>" + panel + "<h2>Two</h2>" + panel + "</main>"))
                .contains(PROSE.strip());
        assertThat(text("<main><p>" + PROSE + "</p><p style='display:none'>secret words of the mill</p></main>"))
                .isEqualTo(PROSE.strip());
    }

    @Test
    void takesListsOfLinksOutOfAText() {
        String links = "<li><a href=/x>Another mill</a></li>".repeat(5);
        assertThat(text("<main><p>" + PROSE + "</p><ul>" + links + "</ul></main>"))
                .isEqualTo(PROSE.strip());
    }

    @Test
    void believesAClassNameOnlyWhereItDoesNotHoldThePage() {
        assertThat(text("<div class='page with-sidebar'><p>" + PROSE + "</p></div>"))
                .isEqualTo(PROSE.strip());
    }

    @Test
    void readsWhatThePageDeclaresAboutItself() {
        Extracted page = extract("""
                <html lang="en-GB"><head><title> The mill </title><link rel="canonical" href="/mill">
                <meta name="author" content="A. Miller"><meta property="article:published_time" content="2024-05-01">
                </head><body><p>%s</p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC</a></body></html>""".formatted(PROSE));

        assertThat(page.title()).isEqualTo("The mill");
        assertThat(page.language()).isEqualTo("en-GB");
        assertThat(page.canonicalUrl()).isEqualTo("http://example.org/mill");
        assertThat(page.author()).isEqualTo("A. Miller");
        assertThat(page.date()).isEqualTo("2024-05-01");
        assertThat(page.license()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
        assertThat(page.charset()).isEqualTo("UTF-8");
    }

    @Test
    void readsTheBylineOfAPageThatDeclaresNone() {
        Extracted page =
                extract("<main><h1>The mill</h1><p class=byline>By A. Miller</p><p class=date>May 1, 2024</p><p>"
                        + PROSE.repeat(3) + "</p></main>");
        assertThat(page.author()).isEqualTo("A. Miller");
        assertThat(page.date()).isEqualTo("2024-05-01");
        assertThat(page.title()).isEqualTo("The mill");
    }

    @Test
    void readsTheNameOfAnAuthorWithoutWhatElseIsSaidOfThem() {
        Extracted page = extract(
                "<p>" + PROSE + "</p><div itemprop=author><span itemprop=name>A. Miller</span> 12 badges</div>");
        assertThat(page.author()).isEqualTo("A. Miller");
        assertThat(extract(
                                "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='A. Miller'>")
                        .author())
                .isEqualTo("A. Miller");
    }

    @Test
    void readsAPageInTheCharsetItDeclares() {
        byte[] page = ("<meta charset=gb2312><p>" + "\u6c34\u8f66\u7ad9\u5728\u6cb3\u8fb9\u3002".repeat(20) + "</p>")
                .getBytes(Charset.forName("GB18030"));
        assertThat(extractor.extract(page, "", "").text()).startsWith("\u6c34\u8f66\u7ad9\u5728\u6cb3\u8fb9\u3002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"div", "ul><li", "table><tr><td", "b", "a href=x", "span", "pre", "form", "svg", "select"})
    void survivesElementsNestedTenThousandTimes(String tag) {
        String page = ("<" + tag + ">").repeat(10_000) + "x";
        assertThat(text(page).length()).isLessThan(page.length());
    }

    @Test
    void survivesAHundredThousandNestedElements() {
        assertThat(text("x" + "<span>".repeat(100_000))).isEqualTo("x");
    }

    @Test
    void readsAroundAnAttributeLongerThanThePageMayBe() {
        HtmlExtractor small = new HtmlExtractor(new ExtractConfig(10_000, 512, 100_000));
        String page = "<p>" + PROSE + "</p><img alt='" + "x".repeat(50_000_000) + "'><p>after</p>";
        assertThat(small.extract(page.getBytes(UTF_8), "", "").text()).isEqualTo(PROSE.strip());
    }

    @Test
    void readsATableOfAHundredThousandCells() {
        String row = "<tr>" + "<td>cell".repeat(10) + "</tr>";
        String page = "<main><p>" + PROSE + "</p><table>" + row.repeat(10_000) + "</table></main>";
        assertThat(text(page)).contains("cell | cell | cell");
    }

    @Test
    void takesTheDeclaredTextOfAPageThatHasNone() {
        String json = "<script type='application/ld+json'>{\"articleBody\": \"<p>" + PROSE.repeat(2)
                + "</p><p>end</p>\"}</script>";
        assertThat(text(json + "<p>Please enable JavaScript.</p>"))
                .isEqualTo(PROSE.repeat(2).strip() + "\n\nend");
        assertThat(text(json + "<p>" + PROSE.repeat(2) + "</p>"))
                .isEqualTo(PROSE.repeat(2).strip());
    }

    @Test
    void survivesLinkedDataNestedTenThousandTimes() {
        Extracted page = extract("<script type='application/ld+json'>{\"author\": {\"name\": \"A. Miller\"}, \"x\": "
                + "[".repeat(10_000) + "</script><p>" + PROSE + "</p>");
        assertThat(page.author()).isEqualTo("A. Miller");
        assertThat(page.text()).isEqualTo(PROSE.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<",
                "<!--",
                "<html",
                "\u0000",
                "<body></body>",
                "<frameset><frame src=x></frameset>",
                "%PDF-1.4"
            })
    void findsLittleOrNothingInPagesThatAreNone(String page) {
        assertThat(text(page).length()).isLessThan(10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverThrowsOnRandomBytesAndTags(long seed) {
        byte[] page = randomPage(new Random(seed));
        Extracted first = extractor.extract(page, "", "http://example.org/");
        assertThat(extractor.extract(page, "", "http://example.org/")).isEqualTo(first);
    }

    @Test
    void keepsAllThatAPageShowsWhereAsked() {
        HtmlExtractor all = new HtmlExtractor(new ExtractConfig(1 << 20, 512, 100_000, true));
        String page = "<nav><a href=/>Home</a></nav><main><h1>The mill</h1><p>" + PROSE
                + "</p><p hidden>secret</p></main><footer>Imprint</footer><script>var x;</script>";
        assertThat(all.extract(page.getBytes(UTF_8), "", "").text())
                .isEqualTo("Home\n\nThe mill\n\n" + PROSE.strip() + "\n\nImprint");
        assertThat(text(page)).doesNotContain("Home", "Imprint", "secret");
    }

    @Test
    void cutsPagesAtTheirBounds() {
        String long100 = "<p>" + PROSE + "</p>";
        HtmlExtractor bytes = new HtmlExtractor(new ExtractConfig(long100.length() + 20, 512, 100_000));
        HtmlExtractor nodes = new HtmlExtractor(new ExtractConfig(1 << 20, 512, 10));
        assertThat(bytes.extract(long100.repeat(50).getBytes(UTF_8), "", "")
                        .text()
                        .length())
                .isLessThan(2 * PROSE.length());
        assertThat(nodes.extract(long100.repeat(50).getBytes(UTF_8), "", "")
                        .text()
                        .length())
                .isLessThan(10 * PROSE.length());
    }

    @Test
    void refusesBoundsThatAreNone() {
        assertThatThrownBy(() -> new ExtractConfig(0, 1, 1)).hasMessage("max-bytes must be positive but is 0");
        assertThatThrownBy(() -> new ExtractConfig(1, 0, 1)).hasMessage("max-depth must be positive but is 0");
        assertThatThrownBy(() -> new ExtractConfig(1, 1, -1)).hasMessage("max-nodes must be positive but is -1");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static byte[] randomPage(Random random) {
        String[] parts = {
            "<div class='nav x'>",
            "</div>",
            "<p>",
            "<table><tr><td>",
            "<li>",
            "<pre>",
            "</pre>",
            "text ",
            "<a href=x>",
            "</a>",
            "&amp;&#0;&#xD800;",
            "<main>",
            "<script>",
            "</script>",
            "\u0000\u00ff",
            "<!--",
            "-->",
            "<svg>"
        };
        StringBuilder page = new StringBuilder();
        for (int i = random.nextInt(500); i > 0; i--) {
            page.append(parts[random.nextInt(parts.length)]);
        }
        byte[] bytes = page.toString().getBytes(UTF_8);
        for (int i = 0; i < bytes.length / 50; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private Extracted extract(String page) {
        return extractor.extract(page.getBytes(UTF_8), "text/html; charset=utf-8", "http://example.org/");
    }

    private String text(String page) {
        return extract(page).text();
    }
}
