package io.bloomery.data.crawl;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.url.CrawlUrl;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * HOCON: {@code crawl}.
 *
 * @param seeds {@code seeds}: URLs to begin with; empty where nothing is crawled
 * @param scope {@code scope}: how far from the seeds to go
 * @param includeUrls {@code include-urls}: regular expressions; where there are any, a URL must contain a match of one
 * @param excludeUrls {@code exclude-urls}: regular expressions; a URL that contains a match of one is left out
 * @param useSitemaps {@code use-sitemaps}: read the sitemaps that robots.txt names
 * @param useReservations {@code use-reservations}: read the file of TDM reservations of each site
 * @param traps {@code traps}
 * @param budget {@code budget}
 * @param politeness {@code politeness}
 * @param round {@code round}
 * @param recrawl {@code recrawl}
 * @param network {@code network}
 */
public record CrawlConfig(
        List<String> seeds,
        CrawlScope scope,
        List<String> includeUrls,
        List<String> excludeUrls,
        boolean useSitemaps,
        boolean useReservations,
        TrapConfig traps,
        CrawlBudget budget,
        Politeness politeness,
        RoundConfig round,
        RecrawlConfig recrawl,
        NetworkConfig network)
        implements Serializable {

    private static final NetworkConfig NO_NETWORK =
            new NetworkConfig(Duration.ofSeconds(1), Duration.ofSeconds(1), "", List.of());

    public CrawlConfig {
        seeds = List.copyOf(seeds);
        requireNonNull(scope, "scope");
        includeUrls = List.copyOf(includeUrls);
        excludeUrls = List.copyOf(excludeUrls);
        requireNonNull(traps, "traps");
        requireNonNull(budget, "budget");
        requireNonNull(politeness, "politeness");
        requireNonNull(round, "round");
        requireNonNull(recrawl, "recrawl");
        requireNonNull(network, "network");
        for (String seed : seeds) {
            if (CrawlUrl.parse(seed).isEmpty()) {
                throw new IllegalArgumentException("seeds: '" + seed + "' is not an http or https URL");
            }
        }
        requirePatterns("include-urls", includeUrls);
        requirePatterns("exclude-urls", excludeUrls);
    }

    /**
     * Checks that there is something to crawl and somebody to complain to; stages that do not crawl need neither.
     *
     * @throws BloomeryException with {@link ErrorCode#CONFIGURATION} where something is missing
     */
    public void requireComplete() {
        if (seeds.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "crawl.seeds is empty: there is nothing to crawl",
                    "Name at least one URL, for instance with --set 'crawl.seeds=[\"https://example.org/\"]'.");
        }
        if (politeness.contact().isEmpty() && !isLocal()) {
            throw new BloomeryException(
                    ErrorCode.CONFIGURATION,
                    "crawl.politeness.contact must be set to crawl other people's sites",
                    "Name a URL or an e-mail address, for instance with --set crawl.politeness.contact=me@example.org");
        }
    }

    private boolean isLocal() {
        return network.staysOnThisMachine()
                || seeds.stream()
                        .flatMap(seed -> CrawlUrl.parse(seed).stream())
                        .allMatch(seed -> NetworkConfig.isLoopback(seed.host()));
    }

    private static void requirePatterns(String key, List<String> patterns) {
        for (String pattern : patterns) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
            }
        }
    }

    /** The seeds in their normal spelling, without repetitions. */
    public List<CrawlUrl> seedUrls() {
        return seeds.stream()
                .flatMap(seed -> CrawlUrl.parse(seed).stream())
                .distinct()
                .toList();
    }

    /** What decides which pages come out, for fingerprints: everything but the way they are reached. */
    public CrawlConfig withoutNetwork() {
        return new CrawlConfig(
                seeds,
                scope,
                includeUrls,
                excludeUrls,
                useSitemaps,
                useReservations,
                traps,
                budget,
                politeness,
                round,
                recrawl.withoutPath(),
                NO_NETWORK);
    }
}
