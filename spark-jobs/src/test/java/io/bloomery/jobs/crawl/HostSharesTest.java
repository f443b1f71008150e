package io.bloomery.jobs.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostSharesTest {

    private static final long PLENTY = 1_000_000;

    @Test
    void divideWhatTheCrawlLeavesAmongItsHosts() {
        assertThat(HostShares.of(List.of(host("a", 1, PLENTY, PLENTY), host("b", 5, PLENTY, PLENTY)), 20))
                .isEqualTo(Map.of("a", 8L, "b", 12L));
    }

    @Test
    void keepWithinTheBudgetOfTheHost() {
        assertThat(HostShares.of(List.of(host("a", 2, 3, PLENTY), host("b", 2, 2, PLENTY)), 20))
                .isEqualTo(Map.of("a", 3L, "b", 2L));
    }

    @Test
    void keepWithinTheBudgetOfTheDomainTogether() {
        HostShares.Host www = new HostShares.Host("www.x", 2, PLENTY, "x", 9);
        HostShares.Host shop = new HostShares.Host("shop.x", 1, PLENTY, "x", 9);
        assertThat(HostShares.of(List.of(www, shop, host("y", 1, PLENTY, 1)), 100))
                .isEqualTo(Map.of("www.x", 5L, "shop.x", 4L, "y", 1L));
    }

    @Test
    void areWhatIsPlannedWhereNothingIsLeft() {
        assertThat(HostShares.of(List.of(host("a", 7, PLENTY, PLENTY)), 7)).isEqualTo(Map.of("a", 7L));
        assertThat(HostShares.of(List.of(host("a", 7, PLENTY, PLENTY)), 0)).isEqualTo(Map.of("a", 7L));
    }

    private static HostShares.Host host(String name, long planned, long left, long domainLeft) {
        return new HostShares.Host(name, planned, left, name, domainLeft);
    }
}
