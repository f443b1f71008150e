package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {

    private static final String A = "http://a.test/";

    @Test
    void beginsWithTheSeedsEachOnce() {
        assertThat(new Discovery(Configs.of("http://b.test/", A, "HTTP://A.test:80#x")).seeds())
                .extracting(found -> found.target().url().toString())
                .containsExactly("http://b.test/", A);
    }

    @ParameterizedTest(name = "{0}, depth {1}, redirects {2} -> {3}")
    @CsvSource({
        "http://a.test/x, 0, 0, ",
        "http://a.test/deep, 1, 0, TOO_DEEP",
        "http://a.test/x.pdf, 0, 0, EXCLUDED",
        "http://a.test/not, 0, 0, EXCLUDED",
        "http://other.test/x, 0, 0, OUT_OF_SCOPE",
        "http://a.test/x, 0, 5, ",
        "http://a.test/x, 0, 6, TOO_MANY_REDIRECTS"
    })
    void namesWhyAUrlIsNotVisited(String url, int depth, int redirects, CrawlState refusal) {
        CrawlConfig config = new CrawlConfig(
                List.of(A),
                CrawlScope.HOST,
                List.of("test/x", "test/deep"),
                List.of("\\.pdf$"),
                true,
                false,
                Configs.TRAPS,
                Configs.budget(100, 100, 0),
                Configs.POLITE,
                Configs.ROUND,
                Configs.RECRAWL,
                Configs.NETWORK);
        assertThat(new Discovery(config)
                        .link(url, depth, redirects, A)
                        .orElseThrow()
                        .refusal())
                .isEqualTo(Optional.ofNullable(refusal));
    }

    @Test
    void aDomainScopeTakesItsOtherHosts() {
        Discovery discovery = new Discovery(Configs.of(CrawlScope.DOMAIN, Configs.BUDGET, "http://www.example.co.uk/"));
        assertThat(discovery
                        .link("http://shop.example.co.uk/", 1, 0, A)
                        .orElseThrow()
                        .refusal())
                .isEmpty();
        assertThat(discovery.link("http://other.co.uk/", 1, 0, A).orElseThrow().refusal())
                .contains(CrawlState.OUT_OF_SCOPE);
    }

    @Test
    void aListScopeFollowsRedirectsAndNoLinks() {
        Discovery discovery = new Discovery(Configs.of(CrawlScope.LIST, Configs.BUDGET, A));
        assertThat(discovery.follows(CrawlState.FETCHED)).isFalse();
        assertThat(discovery.follows(CrawlState.REDIRECTED)).isTrue();
    }

    @Test
    void whatIsNoUrlIsNothing() {
        assertThat(new Discovery(Configs.of(A)).link("mailto:a@a.test", 1, 0, A))
                .isEmpty();
    }

    @Test
    void pagesNearTheSeedsAndWithoutQueriesComeFirst() {
        Discovery discovery = new Discovery(Configs.of(A));
        assertThat(List.of(A, A + "?q", A + "b"))
                .extracting(url -> discovery
                        .link(url, url.equals(A) ? 0 : 1, 0, A)
                        .orElseThrow()
                        .target()
                        .priority())
                .containsExactly(0, 3, 2);
    }
}
