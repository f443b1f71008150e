package io.bloomery.data.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.crawl.robots.AgentRules;
import io.bloomery.data.crawl.robots.RobotsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cases of robots.txt files: which URLs they allow, and which delays and sitemaps they name. */
final class RobotsCases {

    private static final Set<String> BINDING = Set.of("rfc9309", "digit-token");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*(.*)", Pattern.DOTALL);
    private static final Pattern PRODUCT_TOKEN = Pattern.compile("^[a-zA-Z0-9_-]*");

    private RobotsCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of("robots.json", RobotsCases::run, "robots-extras.json", RobotsCases::extras);
    }

    private static CaseResult run(JsonNode testCase) {
        boolean allowed = rules(testCase).isAllowed(path(testCase.path("url").asText()));
        CaseResult result = CaseResult.ofEqual(testCase.path("allowed").asBoolean(), allowed);
        String level = testCase.path("level").asText();
        boolean mayDiffer = !BINDING.contains(level) && result.kind() == CaseResult.Kind.FAILED;
        return mayDiffer
                ? CaseResult.skipped(
                        level + ", not in RFC 9309: " + testCase.path("note").asText())
                : result;
    }

    private static CaseResult extras(JsonNode testCase) {
        List<Object> expected = new ArrayList<>();
        List<Object> actual = new ArrayList<>();
        if (testCase.has("crawl_delay_s")) {
            JsonNode delay = testCase.get("crawl_delay_s");
            expected.add(delay.isNull() ? Optional.empty() : Optional.of(Math.round(delay.asDouble() * 1000)));
            actual.add(rules(testCase).crawlDelay().map(asked -> asked.toMillis()));
        }
        if (testCase.has("sitemaps")) {
            List<String> sitemaps = new ArrayList<>();
            testCase.get("sitemaps").forEach(sitemap -> sitemaps.add(sitemap.asText()));
            expected.add(sitemaps);
            actual.add(file(testCase).sitemaps());
        }
        return CaseResult.ofEqual(expected, actual);
    }

    private static RobotsFile file(JsonNode testCase) {
        return RobotsFile.parse(testCase.path("robots").asText().getBytes(UTF_8));
    }

    private static AgentRules rules(JsonNode testCase) {
        Matcher token = PRODUCT_TOKEN.matcher(testCase.path("agent").asText());
        return file(testCase).forAgent(token.find() ? token.group() : "");
    }

    /** What the rules are about: path and query, without the fragment. */
    private static String path(String url) {
        Matcher absolute = ABSOLUTE.matcher(url);
        String path = (absolute.matches() ? absolute.group(1) : url).split("#", 2)[0];
        return path.startsWith("/") ? path : "/" + path;
    }
}
