package io.bloomery.data.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.RobotsOutcomes;
import io.bloomery.data.crawl.RobotsOutcomes.Policy;
import io.bloomery.data.crawl.robots.RobotsFile;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a fetch outcome of robots.txt must mean (RFC 9309, 2.3 to 2.5). */
final class RobotsStatusCases {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int OK = 200;
    private static final Duration DAY = Duration.ofHours(24);

    private RobotsStatusCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of("robots-status.json", RobotsStatusCases::run);
    }

    private static CaseResult run(JsonNode testCase) {
        if (testCase.has("cache")) {
            return cache();
        }
        if (testCase.has("path")) {
            boolean allowed = RobotsFile.parse("User-agent: *\nDisallow: /".getBytes(UTF_8))
                    .forAgent("bot")
                    .isAllowed(testCase.get("path").asText());
            return CaseResult.ofEqual(true, allowed);
        }
        Set<Policy> expected = expected(testCase);
        if (!testCase.has("fetch") || expected.isEmpty()) {
            return CaseResult.skipped("not about what a fetch of robots.txt leads to");
        }
        boolean copyOfBefore = testCase.path("policy").asText().contains("cached copy");
        Policy actual = actual(testCase.get("fetch"), copyOfBefore);
        return expected.contains(actual)
                ? CaseResult.passed()
                : CaseResult.failed("expected " + expected + " but was " + actual);
    }

    private static CaseResult cache() {
        boolean used = RobotsOutcomes.isFreshAfter(DAY.minusMillis(1)) && !RobotsOutcomes.isFreshAfter(DAY);
        Policy unreachable = RobotsOutcomes.afterFailure(CrawlState.FAILED_TIMEOUT, true);
        return CaseResult.ofEqual("true RULES", used + " " + unreachable);
    }

    private static Set<Policy> expected(JsonNode testCase) {
        String policy = testCase.path("policy").asText();
        boolean mayBeStricter = testCase.path("fetch").path("status").asInt() == TOO_MANY_REQUESTS
                && testCase.path("strength").asText().equals("MAY");
        if (policy.startsWith("parse") || policy.contains("follow")) {
            return EnumSet.of(Policy.RULES);
        }
        if (policy.contains("cached copy")) {
            return EnumSet.of(Policy.ALLOW_ALL, Policy.RULES);
        }
        if (policy.contains("disallow")) {
            return EnumSet.of(Policy.DISALLOW_ALL);
        }
        if (policy.contains("allow_all") || policy.contains("allow all")) {
            return mayBeStricter ? EnumSet.of(Policy.ALLOW_ALL, Policy.DISALLOW_ALL) : EnumSet.of(Policy.ALLOW_ALL);
        }
        return EnumSet.noneOf(Policy.class);
    }

    private static Policy actual(JsonNode fetch, boolean copyOfBefore) {
        if (fetch.has("error")) {
            return RobotsOutcomes.afterFailure(state(fetch.get("error").asText()), copyOfBefore);
        }
        Optional<String> body = Optional.ofNullable(fetch.get("body")).map(JsonNode::asText);
        int redirects = fetch.path("redirects").asInt(0);
        return RobotsOutcomes.afterAnswer(redirects, fetch.path("status").asInt(OK), body, copyOfBefore);
    }

    private static CrawlState state(String error) {
        if (error.contains("dns")) {
            return CrawlState.FAILED_DNS;
        }
        if (error.contains("tls") || error.contains("ssl")) {
            return CrawlState.FAILED_TLS;
        }
        return error.contains("timeout") ? CrawlState.FAILED_TIMEOUT : CrawlState.FAILED_CONNECTION;
    }
}
