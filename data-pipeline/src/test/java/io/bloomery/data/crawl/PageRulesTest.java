package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.crawl.usage.UsagePreferences;
import io.bloomery.data.crawl.usage.UsageStatement.Source;
import io.bloomery.data.url.CrawlUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRulesTest {

    private static final CrawlUrl URL = CrawlUrl.parse("http://a.test/b/c").orElseThrow();

    @Test
    void collectsWhatIsSaidInAllPlaces() {
        FetchResult.Answer answer = answer(
                "<meta name=robots content='noarchive'><meta name=Bloomery content=noai>"
                        + "<meta name=otherbot content=noindex><meta name='tdm-reservation' content=' 1 '>"
                        + "<meta name='tdm-policy' content='https://a.test/p'>",
                "x-robots-tag",
                "nosnippet",
                "tdm-reservation",
                "0",
                "content-usage",
                "train-ai=n");
        PageRules rules =
                PageRules.read(URL, answer, "bloomery", UsagePreferences.parse(Source.SIGNAL_ROBOTS, "ai-train=no"));
        assertThat(rules.usage().texts())
                .containsExactly(
                        "header tdm: tdm-reservation=0",
                        "content-usage: train-ai=n",
                        "x-robots-tag: nosnippet",
                        "meta robots: noarchive",
                        "meta robots: noai",
                        "meta tdm: tdm-reservation=1",
                        "meta tdm: tdm-policy=https://a.test/p",
                        "robots.txt content-signal: ai-train=no");
        assertThat(rules.optedOut()).isTrue();
        assertThat(rules.noIndex()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "<link rel=canonical href=/x>, '', http://a.test/x",
        "<link rel='shortlink Canonical' href=../x>, '', http://a.test/x",
        "<base href=http://b.test/><link rel=canonical href=x>, '', http://b.test/x",
        "'', '<http://a.test/x>; rel=\"canonical\"', http://a.test/x",
        "'', '<a>; rel=prev, </x>; title=y; rel=canonical', http://a.test/x",
        "<link rel=canonical href=/x>, </x>; rel=canonical, http://a.test/x",
        "<link rel=canonical href=/x><link rel=canonical href=/y>, '', ''",
        "<p>text<link rel=canonical href=/x>, '', ''",
        "<link rel=canonical href='javascript:x'>, '', ''",
        "<link rel=stylesheet href=/x>, '', ''"
    })
    void findsTheOneUrlThatAPageNamesAsItsOwn(String html, String header, String expected) {
        PageRules rules = PageRules.read(URL, answer(html, "link", header), "bloomery");
        assertThat(rules.canonical().map(CrawlUrl::toString).orElse("")).isEqualTo(expected);
    }

    @Test
    void takesNoLinkOfAPageThatAsksNotToFollow() {
        String html = "<a href=/x>x</a><a rel='ugc nofollow' href=/y>y</a>";
        assertThat(PageRules.read(URL, answer(html, "a", "b"), "bloomery").links())
                .extracting(CrawlUrl::toString)
                .containsExactly("http://a.test/x");
        assertThat(PageRules.read(URL, answer(html, "x-robots-tag", "bloomery: nofollow"), "bloomery")
                        .links())
                .isEmpty();
    }

    private static FetchResult.Answer answer(String html, String... headers) {
        return (FetchResult.Answer) FakeWeb.answerOf(URL.toString(), 200, html, headers);
    }
}
