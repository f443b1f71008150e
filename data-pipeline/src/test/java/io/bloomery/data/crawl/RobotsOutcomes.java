package io.bloomery.data.crawl;

import io.bloomery.data.url.CrawlUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What fetching robots.txt leads to, for conformance cases of other packages. */
public final class RobotsOutcomes {

    private static final CrawlUrl OPEN = CrawlUrl.parse("http://a.test/open").orElseThrow();
    private static final CrawlUrl SECRET =
            CrawlUrl.parse("http://a.test/secret").orElseThrow();
    private static final String RULES = "User-agent: *\nDisallow: /secret";

    private RobotsOutcomes() {}

    /** What may be fetched afterwards. */
    public enum Policy {
        ALLOW_ALL,
        DISALLOW_ALL,
        RULES
    }

    /** The policy after a number of redirects and an answer. */
    public static Policy afterAnswer(int redirects, int status, Optional<String> body, boolean copyOfBefore) {
        RobotsDialogue dialogue = dialogue(copyOfBefore);
        for (int hop = 0; hop < redirects; hop++) {
            FetchResult redirect = FakeWeb.answerOf("http://a.test/robots.txt", 302, "", "location", "/hop" + hop);
            Optional<RobotsCopy> copy = dialogue.accept(redirect, FakeWeb.NOW);
            if (copy.isPresent()) {
                return policy(copy.get());
            }
        }
        FetchResult answer = FakeWeb.answerOf("http://a.test/robots.txt", status, body.orElse(RULES));
        return policy(dialogue.accept(answer, FakeWeb.NOW).orElseThrow());
    }

    /** The policy after a failure. */
    public static Policy afterFailure(CrawlState state, boolean copyOfBefore) {
        FetchResult failure = new FetchResult.Failure(state, "made for the test");
        return policy(dialogue(copyOfBefore).accept(failure, FakeWeb.NOW).orElseThrow());
    }

    /** Whether a copy is still used without asking. */
    public static boolean isFreshAfter(Duration age) {
        return copy(FakeWeb.NOW).isFresh(FakeWeb.NOW.plus(age));
    }

    private static RobotsDialogue dialogue(boolean copyOfBefore) {
        Instant longAgo = FakeWeb.NOW.minus(Duration.ofDays(31));
        return new RobotsDialogue(OPEN, copyOfBefore ? Optional.of(copy(longAgo)) : Optional.empty());
    }

    private static RobotsCopy copy(Instant fetched) {
        FetchResult answer = FakeWeb.answerOf("http://a.test/robots.txt", 200, RULES);
        return new RobotsDialogue(OPEN).accept(answer, fetched).orElseThrow();
    }

    private static Policy policy(RobotsCopy copy) {
        RobotsRules rules = copy.read(OPEN, "bot");
        if (!rules.isAllowed(OPEN)) {
            return Policy.DISALLOW_ALL;
        }
        return rules.isAllowed(SECRET) ? Policy.ALLOW_ALL : Policy.RULES;
    }
}
