package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.crawl.HostPlan.Done;
import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostQueueTest {

    private static final String A = "http://a.test/";
    private static final Duration TIME = Duration.ofSeconds(10);

    private final VisitScript script = new VisitScript();
    private final FakeWeb web = script.web;

    @Test
    void visitsWhatItFindsNearTheSeedsFirst() {
        web.html(A, "<a href=z>z</a> <a href=b?q>q</a> <a href=b>b</a>")
                .html(A + "b", "<a href=c>c</a>")
                .html(A + "b?q", "<a href=a>a</a>")
                .html(A + "z", "")
                .html(A + "a", "")
                .html(A + "c", "");
        List<CrawlOutcome> outcomes = visit(plan(9, Set.of(), List.of(), A));
        assertThat(outcomes)
                .extracting(outcome ->
                        outcome.target().url() + " " + outcome.target().depth())
                .containsExactly(A + " 0", A + "b 1", A + "z 1", A + "b?q 1", A + "a 2", A + "c 2");
    }

    @ParameterizedTest(name = "{0} of four")
    @CsvSource({"1", "2", "3", "4"})
    void asksForNoMoreThanItsShare(int most) {
        web.html(A, "<a href=b>b</a> <a href=c>c</a> <a href=d>d</a>")
                .html(A + "b", "")
                .html(A + "c", "")
                .html(A + "d", "");
        assertThat(visit(plan(most, Set.of(), List.of(), A))).hasSize(most);
    }

    @Test
    void countsWhatRobotsForbidsForNothing() {
        web.answer(A + "robots.txt", 200, "User-agent: *\nDisallow: /no")
                .html(A, "<a href=no1>1</a> <a href=no2>2</a> <a href=yes>y</a>")
                .html(A + "yes", "");
        assertThat(visit(plan(2, Set.of(), List.of(), A)))
                .extracting(CrawlOutcome::state)
                .containsExactly(
                        CrawlState.FETCHED,
                        CrawlState.BLOCKED_BY_ROBOTS,
                        CrawlState.BLOCKED_BY_ROBOTS,
                        CrawlState.FETCHED);
    }

    @ParameterizedTest(name = "Crawl-delay {0}: {1}")
    @CsvSource({"4, 3", "5, 2", "10, 1", "11, 1"})
    void asksForNoMoreThanFitsIntoTheRound(int seconds, int pages) {
        web.answer(A + "robots.txt", 200, "User-agent: *\nCrawl-delay: " + seconds)
                .html(A, "<a href=b>b</a> <a href=c>c</a>")
                .html(A + "b", "")
                .html(A + "c", "<a href=d>d</a>")
                .html(A + "d", "");
        assertThat(visit(plan(9, Set.of(), List.of(), A))).hasSize(pages);
    }

    @Test
    void leavesToTheFrontierWhatItHoldsAndWhatIsElsewhere() {
        web.html(A, "<a href=known>k</a> <a href=http://b.test/>b</a> <a href=x>x</a>")
                .html(A + "x", "<a href=robots.txt>r</a> <a href=/>a</a>");
        Set<Long> known = Set.of(HostPlan.fingerprint(A + "known"));
        assertThat(visit(plan(9, known, List.of(), A)))
                .extracting(outcome -> outcome.target().url().toString())
                .containsExactly(A, A + "x");
    }

    @Test
    void followsARedirectOfItsHost() {
        web.answer(A, 301, "", "location", "/new").html(A + "new", "");
        List<CrawlOutcome> outcomes = visit(plan(9, Set.of(), List.of(), A));
        assertThat(outcomes).extracting(CrawlOutcome::state).containsExactly(CrawlState.REDIRECTED, CrawlState.FETCHED);
        assertThat(outcomes.get(1).target().redirects()).isEqualTo(1);
        assertThat(outcomes.get(1).target().depth()).isZero();
    }

    @Test
    void takesLinksWithoutSessionsForTheSame() {
        String session = ";jsessionid=0123456789ABCDEF0123456789ABCDEF";
        web.html(A, "<a href='b" + session + "'>b</a> <a href=b>b</a>")
                .html(A + "b", "<a href='/" + session + "'>a</a>");
        List<CrawlOutcome> outcomes = visit(plan(9, Set.of(), List.of(), A));
        assertThat(outcomes)
                .extracting(outcome -> outcome.target().url().toString())
                .containsExactly(A, A + "b");
        assertThat(outcomes.get(0).links()).containsExactly(A + "b");
    }

    @Test
    void goesOnWhereAnEarlierTryStopped() {
        web.html(A + "b", "").html(A + "c", "");
        Done first = new Done(target(A), CrawlState.FETCHED, List.of(A + "b", A + "c"));
        Done second = new Done(target(A + "b"), CrawlState.FETCHED, List.of(A));
        assertThat(visit(plan(3, Set.of(), List.of(first, second))))
                .extracting(outcome -> outcome.target().url().toString())
                .containsExactly(A + "c");
        assertThat(visit(plan(2, Set.of(), List.of(first, second)))).isEmpty();
    }

    @Test
    void aShareHoldsAtLeastWhatIsPlanned() {
        assertThatThrownBy(() -> plan(1, Set.of(), List.of(), A, A + "b"))
                .hasMessage("most must be at least the 2 planned URLs but is 1");
    }

    private List<CrawlOutcome> visit(HostPlan plan) {
        return script.visit(Configs.of(A), HostRecord.unvisited("a.test"), plan);
    }

    private static HostPlan plan(int most, Set<Long> known, List<Done> done, String... urls) {
        return new HostPlan(VisitScript.urls(urls), most, TIME, known, done);
    }

    private static CrawlTarget target(String url) {
        return new CrawlTarget(CrawlUrl.parse(url).orElseThrow(), 0, 0);
    }
}
