package io.bloomery.data.crawl;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What robots.txt of one origin says to this crawler (RFC 9309). */
final class RobotsRules {

    /** RFC 9309, 2.5: at least 500 kibibytes are to be parsed. */
    static final int MAX_BYTES = 500 * 1024;

    /** RFC 9309, 2.3.1.2. */
    static final int MAX_REDIRECTS = 5;

    private final SimpleRobotRules rules;
    private final Optional<FetchResult.Failure> unreachable;

    private RobotsRules(SimpleRobotRules rules, Optional<FetchResult.Failure> unreachable) {
        this.rules = rules;
        this.unreachable = unreachable;
    }

    /** No robots.txt (status 400 to 499, or redirects without end): everything is allowed (2.3.1.3). */
    static RobotsRules allowAll() {
        return new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), Optional.empty());
    }

    /** robots.txt exists, as far as anybody knows, and cannot be had: nothing is allowed (2.3.1.4). */
    static RobotsRules unreachable(FetchResult.Failure why) {
        return new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), Optional.of(why));
    }

    static RobotsRules parse(CrawlUrl robotsUrl, byte[] content, String userAgent) {
        byte[] bounded = content.length > MAX_BYTES ? Arrays.copyOf(content, MAX_BYTES) : content;
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
        parser.setMaxCrawlDelay(Long.MAX_VALUE); // a long delay is for the caller to judge, not a ban
        SimpleRobotRules rules = parser.parseContent(
                robotsUrl.toString(), bounded, "text/plain", Set.of(userAgent.toLowerCase(Locale.ROOT)));
        return new RobotsRules(rules, Optional.empty());
    }

    boolean isAllowed(CrawlUrl url) {
        return rules.isAllowed(url.toString());
    }

    /** Why robots.txt could not be had; empty where it could, or where there is none. */
    Optional<FetchResult.Failure> unreachable() {
        return unreachable;
    }

    /** The pause the site asks for; zero where it asks for none. */
    Duration crawlDelay() {
        long millis = rules.getCrawlDelay();
        return millis == BaseRobotRules.UNSET_CRAWL_DELAY || millis < 0 ? Duration.ZERO : Duration.ofMillis(millis);
    }

    List<String> sitemaps() {
        return List.copyOf(rules.getSitemaps());
    }
}
