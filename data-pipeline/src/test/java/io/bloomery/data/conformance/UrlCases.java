package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.url.BasicUrlForm;
import io.bloomery.data.url.Rfc3986;
import io.bloomery.data.url.UrlForm;
import io.bloomery.data.url.WhatwgHost;
import io.bloomery.data.url.WhatwgUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases of URL standards and normal forms, each profile by itself. */
final class UrlCases {

    private UrlCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of("url-normalization.json", UrlCases::run);
    }

    private static CaseResult run(JsonNode testCase) {
        String input = testCase.path("input").asText();
        String base = testCase.path("base").asText("");
        return switch (testCase.path("profile").asText()) {
            case "whatwg" -> compare(testCase, whatwg(base, input).map(WhatwgUrl::toString));
            case "whatwg-ipv4" -> compare(testCase, WhatwgHost.ipv4(input));
            case "whatwg-path-dots" -> compare(testCase, Optional.of(WhatwgUrl.withoutDotSegments(input)));
            case "rfc3986", "resolve" -> compare(testCase, Optional.of(Rfc3986.resolve(base, input)));
            case "crawler-commons-basic" ->
                compare(testCase, basic(testCase.path("options")).of(input));
            case "google-safebrowsing" -> compare(testCase, Optional.of(UrlForm.SAFE_BROWSING.of(input)));
            case "ia-aggressive-dedup-key" -> compare(testCase, Optional.of(UrlForm.ARCHIVE.of(input)));
            default ->
                CaseResult.skipped(
                        "no form of the profile " + testCase.path("profile").asText());
        };
    }

    private static Optional<WhatwgUrl> whatwg(String base, String input) {
        return base.isEmpty() || base.equals("null") || base.equals("about:blank")
                ? WhatwgUrl.parse(input)
                : WhatwgUrl.parse(base).flatMap(page -> page.resolve(input));
    }

    private static BasicUrlForm basic(JsonNode options) {
        List<String> removed = new ArrayList<>();
        options.path("query_params_to_remove").forEach(name -> removed.add(name.asText()));
        return new BasicUrlForm(removed, options.path("idn").asText("").equals("unicode"));
    }

    private static CaseResult compare(JsonNode testCase, Optional<String> actual) {
        JsonNode expected = testCase.path("expected");
        return CaseResult.ofEqual(expected.isNull() ? Optional.empty() : Optional.of(expected.asText()), actual);
    }
}
