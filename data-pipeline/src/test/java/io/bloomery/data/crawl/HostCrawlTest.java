package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.source.WarcPosition;
import io.bloomery.data.url.CrawlUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostCrawlTest {

    private static final String A = "http://a.test/";
    private static final String ROBOTS = "http://a.test/robots.txt";

    private final FakeWeb web = new FakeWeb();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();

    @Test
    void keepsAPageAndItsLinks() {
        web.html(A, "<a href=b>b</a> <a href='/c#x'>c</a> <a href=b>again</a> <a href=d rel=nofollow>d</a>");
        CrawlOutcome outcome = visit(A).get(0);
        assertThat(outcome.state()).isEqualTo(CrawlState.FETCHED);
        assertThat(outcome.links()).containsExactly("http://a.test/b", "http://a.test/c");
        assertThat(stored).containsExactly(A);
    }

    @Test
    void asksForRobotsOnceAndObeysIt() {
        web.answer(ROBOTS, 200, "User-agent: *\nDisallow: /\nUser-agent: Bloomery\nDisallow: /private/\n")
                .html(A, "")
                .html("http://a.test/private/x", "");
        assertThat(states(A, "http://a.test/private/x"))
                .containsExactly(CrawlState.FETCHED, CrawlState.BLOCKED_BY_ROBOTS);
        assertThat(web.requests()).containsExactly(ROBOTS, A);
    }

    @ParameterizedTest(name = "robots.txt {0} -> {1}")
    @CsvSource({
        "404, FETCHED",
        "403, FETCHED",
        "500, ROBOTS_UNREACHABLE",
        "503, ROBOTS_UNREACHABLE",
        "429, ROBOTS_UNREACHABLE"
    })
    void aServerErrorForbidsAndAMissingRobotsAllows(int status, CrawlState expected) {
        web.answer(ROBOTS, status, "").html(A, "");
        assertThat(states(A)).containsExactly(expected);
    }

    @Test
    void aBrokenConnectionToRobotsForbidsEverything() {
        web.failure(ROBOTS, CrawlState.FAILED_TIMEOUT).html(A, "");
        assertThat(states(A)).containsExactly(CrawlState.ROBOTS_UNREACHABLE);
        assertThat(web.requests()).containsExactly(ROBOTS, ROBOTS, ROBOTS);
    }

    @Test
    void followsFiveRedirectsOfRobotsAndNoSixth() {
        web.answer(ROBOTS, 301, "", "location", "/r1");
        for (int i = 1; i < 5; i++) {
            web.answer("http://a.test/r" + i, 302, "", "location", "/r" + (i + 1));
        }
        web.answer("http://a.test/r5", 200, "User-agent: *\nDisallow: /").html(A, "");
        assertThat(states(A)).containsExactly(CrawlState.BLOCKED_BY_ROBOTS);
        web.answer("http://b.test/robots.txt", 301, "", "location", "http://b.test/robots.txt")
                .html("http://b.test/", "");
        assertThat(states("http://b.test/")).containsExactly(CrawlState.FETCHED);
    }

    @Test
    void pausesAsLongAsRobotsAsks() {
        web.answer(ROBOTS, 200, "User-agent: *\nCrawl-delay: 7").html(A, "").html(A + "b", "");
        visit(A, A + "b");
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @ParameterizedTest(name = "Crawl-delay {0} -> {1}")
    @CsvSource({"30, FETCHED", "31, DELAY_TOO_LONG", "100000, DELAY_TOO_LONG"})
    void leavesHostsAloneThatAskForALongerPauseThanTheLimit(int seconds, CrawlState expected) {
        web.answer(ROBOTS, 200, "User-agent: *\nCrawl-delay: " + seconds).html(A, "");
        assertThat(states(A)).containsExactly(expected);
    }

    @Test
    void waitsAsLongAsRetryAfterSays() {
        web.answer(A, 429, "", "retry-after", "20").html(A, "");
        assertThat(states(A)).containsExactly(CrawlState.FETCHED);
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void understandsRetryAfterAsADate() {
        web.answer(A, 503, "", "retry-after", "Fri, 2 Jan 2026 03:04:15 GMT").html(A, "");
        assertThat(states(A)).containsExactly(CrawlState.FETCHED);
        assertThat(pauses).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void doesNotWaitLongerThanTheLimit() {
        web.answer(A, 429, "", "retry-after", "31").html(A, "");
        assertThat(states(A)).containsExactly(CrawlState.RATE_LIMITED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void doublesThePauseBetweenTriesAndThenGivesUp() {
        web.answer(A, 500, "");
        assertThat(states(A)).containsExactly(CrawlState.SERVER_ERROR);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void givesAHostUpAfterTooManyFailuresInARow() {
        web.failure(A, CrawlState.FAILED_DNS)
                .html(A + 1, "")
                .failure(A + 2, CrawlState.FAILED_DNS)
                .failure(A + 3, CrawlState.FAILED_TLS)
                .failure(A + 4, CrawlState.FAILED_DNS)
                .html(A + 5, "");
        assertThat(states(A, A + 1, A + 2, A + 3, A + 4, A + 5))
                .containsExactly(
                        CrawlState.FAILED_DNS,
                        CrawlState.FETCHED,
                        CrawlState.FAILED_DNS,
                        CrawlState.FAILED_TLS,
                        CrawlState.FAILED_DNS,
                        CrawlState.HOST_GIVEN_UP);
    }

    @ParameterizedTest(name = "{0} {1}: {2} -> {3}")
    @CsvSource({
        "200, content-type, application/pdf, NOT_HTML",
        "200, content-type, text/html; charset=latin1, FETCHED",
        "200, content-type, application/xhtml+xml, FETCHED",
        "200, x-none, '', FETCHED",
        "200, x-robots-tag, noindex, NO_INDEX",
        "200, x-robots-tag, 'googlebot: noindex', FETCHED",
        "200, x-robots-tag, 'bloomery: noindex', NO_INDEX",
        "200, x-robots-tag, noai, OPTED_OUT",
        "200, tdm-reservation, 1, OPTED_OUT",
        "200, tdm-reservation, 0, FETCHED",
        "200, content-usage, train-ai=n, OPTED_OUT",
        "200, content-encoding, br, BAD_ENCODING",
        "301, location, /b, REDIRECTED",
        "302, location, ftp://a.test/, REFUSED_BY_SERVER",
        "404, x-none, '', NOT_FOUND",
        "410, x-none, '', NOT_FOUND",
        "403, x-none, '', REFUSED_BY_SERVER",
        "204, x-none, '', REFUSED_BY_SERVER",
        "500, x-none, '', SERVER_ERROR",
        "503, x-none, '', SERVER_ERROR",
        "503, retry-after, 1, RATE_LIMITED",
        "429, x-none, '', RATE_LIMITED"
    })
    void namesTheStateOfEveryAnswer(int status, String header, String value, CrawlState expected) {
        web.answer(A, status, "<p>", header, value);
        assertThat(states(A)).containsExactly(expected);
        assertThat(stored).hasSize(expected == CrawlState.FETCHED ? 1 : 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "<meta name=robots content=noindex><a href=b>, NO_INDEX, 1",
        "'<meta name=ROBOTS content=''NoIndex, NoFollow''><a href=b>', NO_INDEX, 0",
        "<meta name=robots content=none><a href=b>, NO_INDEX, 0",
        "<meta name=robots content=nofollow><a href=b>, FETCHED, 0",
        "<meta name=bloomery content=noindex><a href=b>, NO_INDEX, 1",
        "<meta name=otherbot content=noindex><a href=b>, FETCHED, 1",
        "<meta name=robots content=noai><a href=b>, OPTED_OUT, 1",
        "<meta name=tdm-reservation content=1>, OPTED_OUT, 0"
    })
    void obeysTheRobotsElementOfAPage(String html, CrawlState expected, int links) {
        web.html(A, html);
        CrawlOutcome outcome = visit(A).get(0);
        assertThat(outcome.state()).isEqualTo(expected);
        assertThat(outcome.links()).hasSize(links);
    }

    @Test
    void keepsAPageExactlyAtTheSizeLimit() {
        int limit = (int) Configs.BUDGET.maxBodySize().bytes();
        web.html(A, "x".repeat(limit)).html(A + "b", "x".repeat(limit + 1));
        assertThat(states(A, A + "b")).containsExactly(CrawlState.FETCHED, CrawlState.TOO_LARGE);
    }

    @Test
    void readsSitemapsAndTheirIndexesOnTheFirstVisit() {
        web.answer(ROBOTS, 200, "Sitemap: http://a.test/index.xml")
                .answer("http://a.test/index.xml", 200, sitemap("sitemapindex", "sitemap", "http://a.test/map.xml"))
                .answer("http://a.test/map.xml", 200, sitemap("urlset", "url", "http://a.test/from-map"))
                .html(A, "");
        List<CrawlOutcome> outcomes = visit(true, A);
        assertThat(outcomes)
                .extracting(CrawlOutcome::state)
                .containsExactly(CrawlState.SITEMAP, CrawlState.SITEMAP, CrawlState.FETCHED);
        assertThat(outcomes.get(1).links()).containsExactly("http://a.test/from-map");
    }

    @Test
    void aSitemapThatIsNoneListsNothing() {
        web.answer(ROBOTS, 200, "Sitemap: http://a.test/map.xml")
                .answer(
                        "http://a.test/map.xml",
                        200,
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")
                .html(A, "");
        assertThat(visit(true, A).get(0).links()).isEmpty();
    }

    @Test
    void asksNoOtherHostForItsSitemap() {
        web.answer(ROBOTS, 200, "Sitemap: http://b.test/map.xml")
                .answer("http://b.test/map.xml", 200, sitemap("urlset", "url", "http://a.test/from-map"))
                .html(A, "");
        List<CrawlOutcome> outcomes = visit(true, A);
        assertThat(outcomes)
                .extracting(CrawlOutcome::state)
                .containsExactly(CrawlState.SITEMAP_SKIPPED, CrawlState.FETCHED);
        assertThat(outcomes.get(0).detail()).isEqualTo("not on a.test");
        assertThat(outcomes.get(0).links()).isEmpty();
        assertThat(web.requests()).doesNotContain("http://b.test/map.xml");
    }

    @Test
    void aSitemapThatCannotBeHadIsNoLostPage() {
        web.answer(ROBOTS, 200, "Sitemap: http://a.test/map.xml")
                .failure("http://a.test/map.xml", CrawlState.TOO_LARGE)
                .html(A, "");
        CrawlOutcome outcome = visit(true, A).get(0);
        assertThat(outcome.state()).isEqualTo(CrawlState.SITEMAP);
        assertThat(outcome.state().isOfPage()).isFalse();
        assertThat(outcome.detail()).startsWith("too-large: ");
    }

    @Test
    void takesNoMoreLinksThanTheLimit() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i <= PageRules.MAX_LINKS; i++) {
            page.append("<a href=").append(i).append(">");
        }
        web.html(A, page.toString());
        assertThat(visit(A).get(0).links()).hasSize(PageRules.MAX_LINKS);
    }

    private static String sitemap(String root, String element, String url) {
        return "<?xml version='1.0'?><" + root + " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><" + element
                + "><loc>" + url + "</loc></" + element + "></" + root + ">";
    }

    private List<CrawlState> states(String... urls) {
        return visit(urls).stream().map(CrawlOutcome::state).toList();
    }

    private List<CrawlOutcome> visit(String... urls) {
        return visit(false, urls);
    }

    private List<CrawlOutcome> visit(boolean readSitemaps, String... urls) {
        HostCrawl crawl = new HostCrawl(
                Configs.of(urls[0]),
                web,
                new SitemapParser(),
                pauses::add,
                Clock.fixed(FakeWeb.NOW, ZoneOffset.UTC),
                exchange -> {
                    stored.add(exchange.url());
                    return new WarcPosition(0, 1, "urn:uuid:0", "sha1:A");
                });
        List<CrawlTarget> targets = Arrays.stream(urls)
                .map(url -> new CrawlTarget(CrawlUrl.parse(url).orElseThrow(), 0, 0))
                .toList();
        List<CrawlOutcome> outcomes = new ArrayList<>();
        crawl.visit(targets, readSitemaps).forEachRemaining(outcomes::add);
        return outcomes;
    }
}
