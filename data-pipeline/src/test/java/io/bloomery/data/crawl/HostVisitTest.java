package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.data.source.Revisit;
import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostVisitTest {

    private static final String A = "http://a.test/";
    private static final String ROBOTS = "http://a.test/robots.txt";

    private final VisitScript script = new VisitScript();
    private final FakeWeb web = script.web;
    private final List<Duration> pauses = script.pauses;
    private final List<String> stored = script.archived;

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
    void leavesOutWhatTheFileOfReservationsNames() {
        String file = "http://a.test/.well-known/tdmrep.json";
        web.answer(file, 200, "[{\"location\": \"/reserved/\", \"tdm-reservation\": 1}]")
                .html(A, "")
                .html(A + "reserved/x", "");
        CrawlConfig config = Configs.askingForReservations(A);
        List<CrawlOutcome> outcomes =
                script.visit(config, HostRecord.unvisited("a.test"), VisitScript.urls(A, A + "reserved/x"));
        assertThat(outcomes).extracting(CrawlOutcome::state).containsExactly(CrawlState.FETCHED, CrawlState.OPTED_OUT);
        assertThat(outcomes.get(1).usage().texts()).containsExactly("tdmrep.json: tdm-reservation=1");
        assertThat(web.requests()).containsExactly(ROBOTS, file, A, A + "reserved/x");
    }

    @Test
    void asksForNoFileOfReservationsWhereRobotsForbidsIt() {
        web.answer(ROBOTS, 200, "User-agent: *\nDisallow: /.well-known/").html(A, "");
        script.visit(Configs.askingForReservations(A), HostRecord.unvisited("a.test"), VisitScript.urls(A));
        assertThat(web.requests()).containsExactly(ROBOTS, A);
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
    void parksAHostThatAsksForALongPauseAndLeavesItsUrls() {
        web.answer(A, 429, "", "retry-after", "31").html(A, "");
        assertThat(states(A, A + "b")).isEmpty();
        assertThat(pauses).isEmpty();
        assertThat(script.lastHost().notBefore()).isEqualTo(FakeWeb.NOW.plusSeconds(31));
        assertThat(script.lastHost().parks()).isEqualTo(1);
    }

    @Test
    void refusesAPauseThatIsLongerThanParkingLasts() {
        web.answer(A, 429, "", "retry-after", "3601");
        assertThat(states(A)).containsExactly(CrawlState.RATE_LIMITED);
        assertThat(web.requests()).containsExactly(ROBOTS, A);
    }

    @Test
    void doublesThePauseBetweenTriesAndThenGivesUp() {
        web.answer(A, 500, "");
        CrawlOutcome outcome = visit(A).get(0);
        assertThat(outcome.state()).isEqualTo(CrawlState.SERVER_ERROR);
        assertThat(outcome.retries()).isEqualTo(2);
        assertThat(pauses)
                .containsExactly(
                        jittered(Duration.ofSeconds(1), "a.test", 0), jittered(Duration.ofSeconds(2), "a.test", 1));
    }

    @Test
    void aPauseIsNeverShorterThanWhatIsAskedFor() {
        for (int i = 0; i < 100; i++) {
            web.answer("http://" + i + ".test/", 500, "");
            visit("http://" + i + ".test/");
        }
        assertThat(pauses).hasSize(200).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0);
        assertThat(pauses.stream().distinct().count()).isGreaterThan(150);
    }

    @Test
    void asksASlowServerLess() {
        script.answerTime = Duration.ofSeconds(3);
        web.html(A, "").html(A + "b", "");
        CrawlConfig config = Configs.slowedDown(2, A);
        script.visit(config, HostRecord.unvisited("a.test"), VisitScript.urls(A, A + "b"));
        assertThat(pauses).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(6));
    }

    @Test
    void parksAHostAfterTooManyFailuresInARow() {
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
                        CrawlState.FAILED_DNS);
        HostRecord parked = script.lastHost();
        assertThat(parked.notBefore()).isAfterOrEqualTo(FakeWeb.NOW.plus(Duration.ofMinutes(1)));
        assertThat(parked.parks()).isEqualTo(1);
        assertThat(parked.givenUp()).isFalse();
    }

    @Test
    void aHostThatAnswersAfterParkingIsAsGoodAsNew() {
        web.failure(A, CrawlState.FAILED_DNS).html(A + 1, "");
        HostRecord parked = parkedOnce();
        script.pass(Duration.ofMinutes(2));
        script.visit(Configs.of(A), parked, VisitScript.urls(A + 1));
        assertThat(script.lastHost().parks()).isZero();
        assertThat(script.lastHost().failures()).isZero();
    }

    @Test
    void givesAHostUpThatFailsAgainAfterParking() {
        web.failure(A, CrawlState.FAILED_DNS).failure(A + 1, CrawlState.FAILED_DNS);
        HostRecord parked = parkedOnce();
        script.pass(Duration.ofMinutes(2));
        List<CrawlOutcome> outcomes = script.visit(Configs.of(A), parked, VisitScript.urls(A + 1, A + 2));
        assertThat(outcomes)
                .extracting(CrawlOutcome::state)
                .containsExactly(CrawlState.FAILED_DNS, CrawlState.HOST_GIVEN_UP);
        assertThat(script.lastHost().givenUp()).isTrue();
    }

    private HostRecord parkedOnce() {
        web.failure(A + "y", CrawlState.FAILED_DNS).failure(A + "z", CrawlState.FAILED_DNS);
        visit(A, A + "y", A + "z");
        assertThat(script.lastHost().parks()).isEqualTo(1);
        return script.lastHost();
    }

    @Test
    void asksForRobotsAgainWhenTheCopyIsADayOld() {
        web.answer(ROBOTS, 200, "User-agent: *\nCrawl-delay: 7").html(A, "");
        visit(A);
        HostRecord known = script.lastHost();
        assertThat(known.delay()).isEqualTo(Duration.ofSeconds(7));
        script.pass(Duration.ofHours(23));
        script.visit(Configs.of(A), known, VisitScript.urls(A));
        assertThat(web.requests()).containsExactly(ROBOTS, A, A);
        script.pass(Duration.ofHours(2));
        script.visit(Configs.of(A), known, VisitScript.urls(A));
        assertThat(web.requests()).containsExactly(ROBOTS, A, A, ROBOTS, A);
    }

    @Test
    void aHostKeepsItsPauseFromOneRoundToTheNext() {
        web.answer(ROBOTS, 200, "User-agent: *\nCrawl-delay: 7").html(A, "").html(A + "b", "");
        visit(A);
        pauses.clear();
        script.pass(Duration.ofSeconds(2));
        script.visit(Configs.of(A), script.lastHost(), VisitScript.urls(A + "b"));
        assertThat(pauses).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void archivesRobotsAndWhereAPageWasFound() {
        web.answer(ROBOTS, 404, "").html(A + "b", "");
        PlannedUrl linked = new PlannedUrl(
                new CrawlTarget(CrawlUrl.parse(A + "b").orElseThrow(), 1, 0), A, Duration.ZERO, Optional.empty());
        script.visit(Configs.of(A), HostRecord.unvisited("a.test"), List.of(linked));
        assertThat(script.robots).containsExactly(ROBOTS);
        assertThat(script.facts).containsExactly(Map.of("via", A, "hopsFromSeed", "1", "fetchTimeMs", "0"));
    }

    @Test
    void aPageThatCameBackAsItWasIsARevisit() {
        web.html(A, "same").html(A + "b", "other");
        String same = "sha1:74ZZAVLTGW5IRU3XKXSBKFF6WA54JGPM";
        List<CrawlOutcome> outcomes = script.visit(
                Configs.of(A),
                HostRecord.unvisited("a.test"),
                VisitScript.urls(A, A + "b").stream()
                        .map(url -> before(url, same))
                        .toList());
        assertThat(outcomes).extracting(CrawlOutcome::state).containsExactly(CrawlState.UNCHANGED, CrawlState.FETCHED);
        assertThat(script.revisits)
                .containsExactly(new Revisit(
                        Revisit.Profile.IDENTICAL_PAYLOAD_DIGEST, "urn:uuid:9", "2026-01-01T00:00:00Z", same));
    }

    @Test
    void aServerThatSaysThatNothingChangedIsBelieved() {
        web.answer(A, 304, "");
        List<CrawlOutcome> outcomes = script.visit(
                Configs.of(A),
                HostRecord.unvisited("a.test"),
                List.of(before(VisitScript.urls(A).get(0), "sha1:X")));
        assertThat(outcomes).extracting(CrawlOutcome::state).containsExactly(CrawlState.NOT_MODIFIED);
        assertThat(script.revisits.get(0).profile()).isEqualTo(Revisit.Profile.SERVER_NOT_MODIFIED);
    }

    private static PlannedUrl before(PlannedUrl url, String digest) {
        return new PlannedUrl(
                url.target(),
                "",
                Duration.ZERO,
                Optional.of(new PlannedUrl.EarlierVisit(
                        new Validators("\"1\"", ""), digest, "urn:uuid:9", "2026-01-01T00:00:00Z")));
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
        HostRecord host =
                HostRecord.unvisited(CrawlUrl.parse(urls[0]).orElseThrow().host());
        return script.visit(Configs.of(urls[0]), readSitemaps ? host : host.withSitemapsRead(), VisitScript.urls(urls));
    }

    private static Duration jittered(Duration pause, String host, int tries) {
        double share = new SplittableRandom(31L * host.hashCode() + tries).nextDouble() / 4;
        return pause.plusNanos(Math.round(pause.toNanos() * share));
    }
}
