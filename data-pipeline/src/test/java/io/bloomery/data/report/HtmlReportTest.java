package io.bloomery.data.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

    @Test
    void showsTheNumbersOfARun() {
        Document page = page(Reports.quickstart());
        assertThat(page.select(".tiles dd").eachText())
                .containsExactly("5,204", "2,318", "1,867,008", "2,457,600", "12,803", "41.7", "4 min 27 s");
        assertThat(page.select("#funnel table").first().select("tbody tr").eachText())
                .containsExactly(
                        "crawl 5,204 5,180 20 4 99.5%",
                        "clean 5,180 3,391 1,782 7 65.5%", "dedupe 3,391 2,318 1,073 0 68.4%");
    }

    @Test
    void needsNothingFromOutside() {
        Document page = page(Reports.quickstart());
        assertThat(page.select("script, link, img, iframe, object, embed, [src], [href]"))
                .isEmpty();
        assertThat(page.select("style").html()).doesNotContain("url(", "@import");
    }

    @Test
    void isWellFormed() {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        parser.parseInput(HtmlReport.render(Reports.quickstart()), "");
        assertThat(parser.getErrors()).isEmpty();
    }

    @Test
    void namesEveryChartAndEveryColumn() {
        Document page = page(Reports.quickstart());
        assertThat(page.select("svg")).hasSize(4).allMatch(svg -> !svg.attr("aria-label")
                .isEmpty());
        assertThat(page.select("tbody th:not([scope=row]), thead th:not([scope=col])"))
                .isEmpty();
        assertThat(page.select("h1")).hasSize(1);
    }

    @Test
    void saysWhereAStageDidNotStartFromWhatTheOneBeforeKept() {
        assertThat(page(Reports.saying("x")).select("#funnel .note").eachText())
                .containsExactly("x started from 3, x kept 1.");
        assertThat(page(Reports.quickstart()).select("#funnel .note")).isEmpty();
    }

    @Test
    void listsTheRulesThatNeverFiredWithTheNearestDocument() {
        Document page = page(Reports.curated());
        assertThat(page.select("#silent tbody th").eachText())
                .containsExactlyInAnyOrder("rule-0", "rule-5", "rule-10", "rule-15", "rule-20", "rule-25");
        assertThat(page.select("#funnel tbody th").eachText()).doesNotContain("rule-0");
        assertThat(page.select("#silent tbody tr").first().select("td").get(1).text())
                .isEqualTo("signal-0 ≥ 0.05");
    }

    @Test
    void foldsAHistogramAwayBehindEachSignal() {
        Document page = page(Reports.curated());
        assertThat(page.select("#signals details")).hasSize(31).allMatch(details -> !details.hasAttr("open"));
        Element words = page.select("#signals details").last();
        assertThat(words.select("summary").text()).startsWith("words").contains("≥ 50, ≤ 100,000");
        assertThat(words.select("svg .bar-kept")).isNotEmpty();
        assertThat(words.select("svg .bar-dropped")).isNotEmpty();
        assertThat(words.select("tbody th").eachText()).containsExactly("all", "kept", "dropped");
    }

    @Test
    void putsTheChecksThatDoNotHoldFirst() {
        assertThat(page(Reports.curated()).select("#checks tbody tr").eachText())
                .containsExactly(
                        "median(words) <= 300 clean 666 ✗ no",
                        "language-share(en) > 0.99 clean 0.925 ✗ no",
                        "kept-fraction >= 50% clean 0.807 ✓ yes");
    }

    @Test
    void saysInPlainWordsWhatChanged() {
        assertThat(page(Reports.curated()).select("#drift li").eachText())
                .anyMatch(sentence -> sentence.startsWith("The kept part of the input rose from 7"))
                .anyMatch(sentence -> sentence.startsWith("The mix of languages: ") && sentence.contains("shift"))
                .anyMatch(sentence -> sentence.contains(" of 31 numbers shifted, most of all signal-"));
    }

    @Test
    void rendersWhereThereIsNothingToShow() {
        Document page = page(Reports.empty());
        assertThat(page.select("h1").text()).isEqualTo("Bloomery");
        assertThat(page.select("section")).extracting(Element::id).containsExactly("run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "' onmouseover='alert(1)",
                "</style></title></pre><b>",
                "<!-- -->&lt;",
                "javascript:alert(1)"
            })
    void showsHostileTextAsTextInEveryPlace(String hostile) {
        Document harmless = page(Reports.saying("harmless"));
        Document page = page(Reports.saying(hostile));
        assertThat(names(page)).isEqualTo(names(harmless));
        assertThat(page.select("pre").eachText()).allMatch(text -> text.contains(hostile));
        assertThat(page.select("[onerror], [onload], [onmouseover], [href]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\u0000\u001b[31m", "炼铁炉🔥", "\u202eevil"})
    void canAlwaysBeStoredAsUtf8(String text) {
        String html = HtmlReport.render(Reports.saying(text));
        assertThatCode(() -> StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(html)))
                .doesNotThrowAnyException();
    }

    @Test
    void cutsLongDocuments() {
        String html = HtmlReport.render(Reports.saying("x".repeat(300_000)));
        assertThat(page(Reports.saying("y".repeat(300_000)))
                        .select("article pre")
                        .eachText())
                .allMatch(text -> text.length() == 1_501 && text.endsWith("…"));
        assertThat(html.length()).isLessThan(12_000_000);
    }

    @Test
    void isTheSamePageForTheSameReport() {
        assertThat(HtmlReport.render(Reports.quickstart())).isEqualTo(HtmlReport.render(Reports.quickstart()));
    }

    private static Document page(LineReport report) {
        return Jsoup.parse(HtmlReport.render(report));
    }

    private static List<String> names(Document page) {
        return page.getAllElements().stream()
                .map(element -> element.tagName()
                        + element.attributes().asList().stream()
                                .map(attribute -> attribute.getKey())
                                .toList())
                .toList();
    }
}
