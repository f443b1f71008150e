package io.bloomery.data.crawl;

import io.bloomery.data.crawl.robots.AgentRules;
import io.bloomery.data.crawl.robots.RobotsFile;
import io.bloomery.data.crawl.usage.UsagePreferences;
import io.bloomery.data.crawl.usage.UsageStatement.Source;
import io.bloomery.data.crawl.usage.UsageStatements;
import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What robots.txt of one origin says to this crawler (RFC 9309).
 *
 * @param rules those of a file that could be had
 * @param sitemaps absolute URLs
 * @param unreachable why robots.txt could not be had; empty where it could, or where there is none
 */
record RobotsRules(AgentRules rules, List<String> sitemaps, Optional<FetchResult.Failure> unreachable) {

    /** How much of a file is asked for: one byte more than is read, so that a cut is seen. */
    static final int MAX_BYTES = RobotsFile.MAX_BYTES + 1;

    /** RFC 9309, 2.3.1.2. */
    static final int MAX_REDIRECTS = 5;

    RobotsRules {
        sitemaps = List.copyOf(sitemaps);
    }

    /** No robots.txt (status 400 to 499, or redirects without end): everything is allowed (2.3.1.3). */
    static RobotsRules allowAll() {
        return new RobotsRules(AgentRules.NONE, List.of(), Optional.empty());
    }

    /** robots.txt exists, as far as anybody knows, and cannot be had: nothing is allowed (2.3.1.4). */
    static RobotsRules unreachable(FetchResult.Failure why) {
        return new RobotsRules(AgentRules.NONE, List.of(), Optional.of(why));
    }

    static RobotsRules parse(CrawlUrl robotsUrl, byte[] content, String userAgent) {
        RobotsFile file = RobotsFile.parse(content);
        List<String> sitemaps = file.sitemaps().stream()
                .flatMap(sitemap -> robotsUrl.resolve(sitemap).stream())
                .map(CrawlUrl::toString)
                .toList();
        return new RobotsRules(file.forAgent(userAgent), sitemaps, Optional.empty());
    }

    boolean isAllowed(CrawlUrl url) {
        return unreachable.isEmpty() && rules.isAllowed(url.path());
    }

    /** What robots.txt says about the use of a page. */
    UsageStatements usage(CrawlUrl url) {
        String preferences = rules.contentUsage(url.path()).orElse("");
        UsageStatements said = UsagePreferences.parse(Source.USAGE_ROBOTS, preferences);
        for (String signal : rules.contentSignals()) {
            said = said.and(UsagePreferences.parse(Source.SIGNAL_ROBOTS, signal));
        }
        return said;
    }

    /** The pause the site asks for; zero where it asks for none. */
    Duration crawlDelay() {
        return rules.crawlDelay().orElse(Duration.ZERO);
    }
}
