package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.document.Document;
import io.bloomery.data.language.LanguageConfig;
import io.bloomery.data.language.LanguageRule;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs the cases about languages with the light identifier, as the model that the peers download is not here. */
final class LanguageCases {

    private LanguageCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of("datatrove language_filter", LanguageCases::languageFilter);
    }

    private static CaseResult languageFilter(JsonNode testCase) throws IOException {
        JsonNode config = testCase.get("config");
        Set<String> unknown = new TreeSet<>();
        config.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of("languages", "language_threshold", "backend"));
        if (!unknown.isEmpty()) {
            return CaseResult.skipped("no option " + unknown);
        }
        List<String> keep = new ArrayList<>();
        config.path("languages").forEach(language -> keep.add(language.asText()));
        double minScore = config.path("language_threshold").asDouble(0.65);
        LanguageRule rule = LanguageRule.of(new LanguageConfig(keep, minScore, ""), new NoResources());
        Verdict verdict = new RuleSet(List.of(rule), true)
                .apply(Document.of("id", "", testCase.at("/input/text").asText()));
        String decision = verdict.fold(kept -> "keep", dropped -> "drop");
        JsonNode expected = testCase.get("expected");
        return CaseResult.ofEqual(
                expected.isTextual()
                        ? expected.asText()
                        : expected.path("decision").asText() + " "
                                + expected.path("language").asText(),
                expected.isTextual()
                        ? decision
                        : decision + " " + verdict.document().language());
    }
}
