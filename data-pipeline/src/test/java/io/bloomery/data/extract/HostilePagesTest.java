package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages made to cost far more than they are large; each is read within the bounds, in time that grows with its size. */
@Timeout(60)
class HostilePagesTest {

    private static final String PROSE =
            "The mill stands by the river, and its wheel has not turned for many years. ".repeat(8);

    private final HtmlExtractor extractor = new HtmlExtractor(new ExtractConfig(1 << 22, 512, 500_000));

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("three hundred thousand siblings", "<i>x</i>".repeat(300_000)),
                Arguments.of("a hundred thousand cells in a row", "<table><tr>" + "<td>x".repeat(100_000)),
                Arguments.of("cells that are not of a table", "<div class=col-first>x</div>".repeat(10_000)),
                Arguments.of("a hundred thousand levels", "<div>".repeat(100_000) + "x"),
                Arguments.of("levels of unknown elements", "<x-y>".repeat(100_000) + "x"),
                Arguments.of("levels of lists", "<ul><li>".repeat(100_000) + "x"),
                Arguments.of("formatting opened again", "<p><b><i><u><s>x".repeat(5_000)),
                Arguments.of("formatting that overlaps", "<b><i></b></i>".repeat(50_000)),
                Arguments.of("links in links", "<a href=x><div>".repeat(20_000)),
                Arguments.of("a class of four megabytes", "<p class='" + "author date ".repeat(300_000) + "'>x"),
                Arguments.of("ten thousand classes", classes()),
                Arguments.of("a style of four megabytes", "<p style='" + "display ".repeat(500_000) + "'>x"),
                Arguments.of("a style of spaces", "<p style='display" + " ".repeat(4_000_000) + ":'>x"),
                Arguments.of("authors in authors", "<div itemprop=author>".repeat(100_000)),
                Arguments.of("bylines in bylines", "<div class=byline>".repeat(30_000)),
                Arguments.of("a hundred thousand times", "<time datetime=''>".repeat(100_000)),
                Arguments.of("headings in headings", "<h1><div>".repeat(100_000)),
                Arguments.of("dates without end", "<p class=date>" + "May 31 ".repeat(500_000)),
                Arguments.of("words without end", "<p>" + "x".repeat(4_000_000)),
                Arguments.of("entities", "&amp;&#x1F600;&notanentity;&lt".repeat(100_000)),
                Arguments.of("comments that do not end", "<!-- x ".repeat(500_000)),
                Arguments.of("tags that do not end", "<p ".repeat(1_000_000)),
                Arguments.of("attributes without end", "<p " + "a=b ".repeat(10) + attributes() + ">x"),
                Arguments.of("documents in a frame set", "<frameset>".repeat(100_000)),
                Arguments.of("forms and options", "<form><select><option>x".repeat(50_000)),
                Arguments.of("a title without end", "<title>" + "a - b | ".repeat(500_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void readsAPageThatWantsToCostMuch(String what, String page) {
        String text = extractor
                .extract(("<main><p>" + PROSE + "</p>" + page).getBytes(UTF_8), "", "")
                .text();
        assertThat(text).hasSizeLessThan(1 << 23);
    }

    private static String classes() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            page.append("<p class=c").append(i).append(">x");
        }
        return page.toString();
    }

    private static String attributes() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            page.append("a").append(i).append("=b ");
        }
        return page.toString();
    }
}
