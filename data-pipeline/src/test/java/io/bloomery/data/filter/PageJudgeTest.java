package io.bloomery.data.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.document.Document;
import io.bloomery.data.document.DocumentId;
import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.normalize.TextNormalizer;
import io.bloomery.data.source.Page;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageJudgeTest {

    private static final String ENGLISH =
            "The bloomery is a kind of furnace that was once used for making iron. It consists of a pit or a chimney with"
                    + " walls that can stand great heat, and pipes near the bottom let air come in by their own.";
    private static final String HTML =
            "<html><head><title>The mill</title><meta name=author content=\"A. Miller\"></head><body><main><p>"
                    + ENGLISH
                    + "</p><a rel=license href=https://creativecommons.org/licenses/by/4.0/>CC</a></main></body></html>";

    private final PageJudge judge = new PageJudge(
            new ExtractConfig(1 << 22, 512, 500_000),
            new RuleSet(List.of(new TextNormalizer()), true),
            "crawl",
            "dump-1");

    @Test
    void makesADocumentOfAPage() {
        Verdict verdict = judge.judge(page(200, "text/html; charset=utf-8", HTML));

        Document document = verdict.document();
        assertThat(outcome(verdict)).isEqualTo("keep");
        assertThat(document.id()).isEqualTo(DocumentId.ofUrl("http://example.org/mill"));
        assertThat(document.text()).startsWith("The bloomery is a kind of furnace");
        assertThat(document.license()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
        assertThat(document.byline().title()).isEqualTo("The mill");
        assertThat(document.byline().author()).isEqualTo("A. Miller");
        assertThat(document.host()).isEqualTo("example.org");
        assertThat(document.dump()).isEqualTo("dump-1");
        assertThat(document.source()).isEqualTo("crawl");
        assertThat(document.warcRecordId()).isEqualTo("urn:uuid:1");
    }

    @Test
    void dropsWhatWasNotAnsweredWith200() {
        assertThat(outcome(judge.judge(page(404, "text/html", HTML)))).isEqualTo("http-status 404.0 200.0");
    }

    @ParameterizedTest
    @CsvSource({"application/pdf,<html>", "text/plain,<html>", "text/plain,GIF\00089", "'',%PDF", "'',''"})
    void dropsWhatIsNoHtml(String contentType, String body) {
        assertThat(outcome(judge.judge(page(200, contentType, body)))).isEqualTo("not-html 0.0 1.0");
    }

    @ParameterizedTest
    @CsvSource({"TEXT/HTML", "application/xhtml+xml;charset=utf-8", "''"})
    void takesHtmlUnderEveryNameOfIt(String contentType) {
        assertThat(outcome(judge.judge(page(200, contentType, "  " + HTML)))).isEqualTo("keep");
    }

    @Test
    void takesPlainTextAsItIs() {
        Verdict verdict = judge.judge(page(200, "Text/Plain; charset=iso-8859-1", "\u00dcber a < b\r\n\r\nFuel"));

        assertThat(outcome(verdict)).isEqualTo("keep");
        assertThat(verdict.document().text()).isEqualTo("\u00c3\u0153ber a < b\n\nFuel");
        assertThat(verdict.document().byline().pageType()).isEmpty();
    }

    private static String outcome(Verdict verdict) {
        return verdict.fold(
                kept -> "keep", dropped -> dropped.rule() + " " + dropped.measured() + " " + dropped.limit());
    }

    private static Page page(int status, String contentType, String body) {
        return new Page(
                "http://example.org/mill",
                "2024-05-01T00:00:00Z",
                status,
                contentType,
                body.getBytes(UTF_8),
                "urn:uuid:1",
                "a.warc.gz",
                0,
                "example.org");
    }
}
