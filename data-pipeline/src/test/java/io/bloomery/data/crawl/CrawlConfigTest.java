package io.bloomery.data.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrawlConfigTest {

    @Test
    void otherPeoplesSitesNeedAContactWhenTheCrawlBegins() {
        CrawlConfig config = anonymous("", "https://example.org/");
        assertThatThrownBy(config::requireComplete)
                .hasMessage("crawl.politeness.contact must be set to crawl other people's sites")
                .isInstanceOfSatisfying(
                        BloomeryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    }

    @Test
    void sitesOfThisMachineNeedNoContact() {
        assertThatCode(() -> anonymous("", "http://127.0.0.1:8080/").requireComplete())
                .doesNotThrowAnyException();
        assertThatCode(() -> anonymous("localhost:3128", "https://example.org/").requireComplete())
                .doesNotThrowAnyException();
    }

    @Test
    void thereMustBeSomethingToCrawl() {
        assertThatThrownBy(() -> Configs.of().requireComplete())
                .isInstanceOf(BloomeryException.class)
                .hasMessage("crawl.seeds is empty: there is nothing to crawl");
    }

    private static CrawlConfig anonymous(String proxy, String seed) {
        return new CrawlConfig(
                List.of(seed),
                CrawlScope.HOST,
                List.of(),
                List.of(),
                true,
                false,
                Configs.TRAPS,
                Configs.BUDGET,
                new Politeness(
                        "bloomery", "", Duration.ZERO, Duration.ofSeconds(30), 0, 2, Configs.POLITE.parking(), true),
                Configs.ROUND,
                Configs.RECRAWL,
                new NetworkConfig(Duration.ofSeconds(5), Duration.ofSeconds(5), proxy, List.of()));
    }
}
