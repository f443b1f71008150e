package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.bloomery.data.config.ByteSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {

    private static final String A = "http://a.test/";
    private static final ByteSize SIZE = new ByteSize(1000);

    @Test
    void beginsWithTheSeedsEachOnce() {
        assertThat(urls(new Frontier(Configs.of("http://b.test/", A, "HTTP://A.test:80#x")).nextRound(1000)))
                .containsExactly(A, "http://b.test/");
    }

    @Test
    void visitsLinksInOrderOfDepthAndUrlAndNoneTwice() {
        Frontier frontier = new Frontier(Configs.of(A));
        frontier.accept(List.of(fetched(frontier.nextRound(1000).get(0), A + "z", A + "b", A)));
        List<CrawlTarget> second = frontier.nextRound(1000);
        assertThat(urls(second)).containsExactly(A + "b", A + "z");
        assertThat(second).extracting(CrawlTarget::depth).containsOnly(1);
        frontier.accept(second.stream().map(target -> fetched(target, A + "b")).toList());
        assertThat(frontier.nextRound(1000)).isEmpty();
    }

    @Test
    void namesWhyAUrlIsNotVisited() {
        CrawlBudget budget = new CrawlBudget(100, 100, 0, 1000, SIZE);
        CrawlConfig config = new CrawlConfig(
                List.of(A),
                CrawlScope.HOST,
                List.of("a\\.test"),
                List.of("\\.pdf$"),
                true,
                budget,
                Configs.POLITE,
                Configs.NETWORK);
        Frontier frontier = new Frontier(config);
        frontier.accept(
                List.of(fetched(frontier.nextRound(1000).get(0), A + "deep", A + "x.pdf", "http://other.test/")));
        assertThat(states(frontier))
                .containsOnly(
                        entry(A + "deep", CrawlState.TOO_DEEP),
                        entry(A + "x.pdf", CrawlState.EXCLUDED),
                        entry("http://other.test/", CrawlState.OUT_OF_SCOPE));
    }

    @Test
    void aDomainScopeTakesItsOtherHosts() {
        Frontier frontier = new Frontier(Configs.of(CrawlScope.DOMAIN, Configs.BUDGET, "http://www.example.co.uk/"));
        CrawlTarget seed = frontier.nextRound(1000).get(0);
        frontier.accept(List.of(fetched(seed, "http://shop.example.co.uk/", "http://other.co.uk/")));
        assertThat(urls(frontier.nextRound(1000))).containsExactly("http://shop.example.co.uk/");
    }

    @Test
    void aListScopeFollowsRedirectsAndNoLinks() {
        Frontier frontier = new Frontier(Configs.of(CrawlScope.LIST, Configs.BUDGET, A, A + "r"));
        List<CrawlTarget> round = frontier.nextRound(1000);
        frontier.accept(List.of(fetched(round.get(0), A + "link"), redirected(round.get(1), A + "target")));
        assertThat(urls(frontier.nextRound(1000))).containsExactly(A + "target");
    }

    @Test
    void stopsAtTheBudgetOfKeptPages() {
        Frontier frontier = new Frontier(
                Configs.of(CrawlScope.HOST, new CrawlBudget(2, 2, 3, 1000, SIZE), A, A + "b", A + "c", A + "d"));
        List<CrawlTarget> first = frontier.nextRound(1000);
        assertThat(urls(first)).containsExactly(A, A + "b");
        frontier.accept(List.of(fetched(first.get(0)), CrawlOutcome.of(first.get(1), CrawlState.NOT_FOUND, "")));
        List<CrawlTarget> second = frontier.nextRound(1000);
        assertThat(urls(second)).containsExactly(A + "c");
        frontier.accept(List.of(fetched(second.get(0))));
        assertThat(frontier.nextRound(1000)).isEmpty();
        assertThat(states(frontier)).containsOnly(entry(A + "d", CrawlState.OVER_BUDGET));
    }

    @Test
    void givesEveryHostItsOwnBudget() {
        Frontier frontier = new Frontier(
                Configs.of(CrawlScope.HOST, new CrawlBudget(9, 1, 3, 1000, SIZE), A, A + "b", "http://b.test/"));
        assertThat(urls(frontier.nextRound(1000))).containsExactly(A, "http://b.test/");
    }

    @Test
    void takesTheHostsInTurnWhereARoundIsFull() {
        Frontier frontier = new Frontier(Configs.of(A, A + "b", A + "c", "http://b.test/", "http://b.test/x"));
        assertThat(urls(frontier.nextRound(3))).containsExactly(A, A + "b", "http://b.test/");
        assertThat(urls(frontier.nextRound(3))).containsExactly(A + "c", "http://b.test/x");
    }

    @Test
    void followsFiveRedirectsInARowAndNoSixth() {
        Frontier frontier = new Frontier(Configs.of(A));
        for (int i = 0; i < 5; i++) {
            frontier.accept(List.of(redirected(frontier.nextRound(1000).get(0), A + i)));
        }
        CrawlTarget fifth = frontier.nextRound(1000).get(0);
        assertThat(fifth.depth()).isZero();
        frontier.accept(List.of(redirected(fifth, A + "sixth")));
        assertThat(states(frontier)).containsOnly(entry(A + "sixth", CrawlState.TOO_MANY_REDIRECTS));
    }

    @Test
    void countsTheUrlsItHasNoRoomFor() {
        Frontier frontier = new Frontier(Configs.of(CrawlScope.HOST, new CrawlBudget(2, 2, 3, 3, SIZE), A));
        frontier.accept(List.of(fetched(frontier.nextRound(1000).get(0), A + 1, A + 2, A + 3, A + 4)));
        assertThat(frontier.pending()).isEqualTo(2);
        assertThat(frontier.forgotten()).isEqualTo(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderInWhichOutcomesArriveChangesNothing(long seed) {
        assertThat(rounds(seed)).isEqualTo(rounds(0));
    }

    private static List<List<String>> rounds(long shuffle) {
        Frontier frontier =
                new Frontier(Configs.of(CrawlScope.HOST, new CrawlBudget(30, 30, 9, 40, SIZE), A, A + 1, A + 2));
        List<List<String>> rounds = new ArrayList<>();
        for (List<CrawlTarget> round = frontier.nextRound(1000); !round.isEmpty(); round = frontier.nextRound(1000)) {
            rounds.add(urls(round));
            List<CrawlOutcome> outcomes = new ArrayList<>(round.stream()
                    .map(target -> fetched(target, target.url() + "x", target.url() + "y", A + target.depth()))
                    .toList());
            Collections.shuffle(outcomes, new Random(shuffle));
            frontier.accept(outcomes);
        }
        return rounds;
    }

    private static CrawlOutcome fetched(CrawlTarget target, String... links) {
        return new CrawlOutcome(target, CrawlState.FETCHED, 200, "", Arrays.asList(links), 1, Optional.empty());
    }

    private static CrawlOutcome redirected(CrawlTarget target, String to) {
        return new CrawlOutcome(target, CrawlState.REDIRECTED, 301, to, List.of(to), 0, Optional.empty());
    }

    private static List<String> urls(List<CrawlTarget> targets) {
        return targets.stream().map(target -> target.url().toString()).toList();
    }

    private static Map<String, CrawlState> states(Frontier frontier) {
        return frontier.unvisited().stream()
                .collect(Collectors.toMap(outcome -> outcome.target().url().toString(), CrawlOutcome::state));
    }
}
