package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.document.Document;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs a case of one rule: the text goes in, the verdict or the rewritten text comes out. */
final class RuleCase {

    private RuleCase() {}

    /** A runner of the rule that a case's options describe. */
    static CaseRunner of(Function<CaseConfig, RuleFactory> rule) {
        return of(rule, Map.of());
    }

    /** A runner of a rule that reads files. */
    static CaseRunner of(Function<CaseConfig, RuleFactory> rule, Map<String, String> files) {
        return testCase -> {
            CaseConfig config = new CaseConfig(testCase);
            RuleFactory factory = rule.apply(config);
            Optional<CaseResult> unknown = config.unknownOptions();
            return unknown.isPresent() ? unknown.get() : run(testCase, factory.create(resources(files)));
        };
    }

    /** A runner that also compares the reason of a drop, which our rules put a prefix before. */
    static CaseRunner withReasons(String prefix, Function<CaseConfig, RuleFactory> rule) {
        return testCase -> {
            CaseResult result = of(rule).run(testCase);
            JsonNode reason = testCase.path("reason");
            if (!reason.isTextual() || result.kind() != CaseResult.Kind.PASSED) {
                return result;
            }
            Rule made = rule.apply(new CaseConfig(testCase)).create(resources(Map.of()));
            String dropped = new RuleSet(List.of(made), true)
                    .apply(document(testCase.path("input")))
                    .fold(kept -> "", drop -> drop.rule());
            return CaseResult.ofEqual(prefix + reason.asText().replace('_', '-'), dropped);
        };
    }

    private static Document document(JsonNode input) {
        return Document.of(
                "id", input.path("url").asText(""), input.path("text").asText(""));
    }

    private static CaseResult run(JsonNode testCase, Rule rule) {
        if (testCase.path("expected").has("raises")) {
            return refused(testCase.path("input"));
        }
        JsonNode input = testCase.path("input");
        Document document = Document.of(
                "id", input.path("url").asText(""), input.path("text").asText(""));
        return judge(testCase.path("expected"), new RuleSet(List.of(rule), true).apply(document));
    }

    /** What the peer fails on when it looks at the text, a document without one, cannot be made. */
    static CaseResult refused(JsonNode input) {
        try {
            Document.of("id", "", input.path("text").textValue());
        } catch (NullPointerException e) {
            return CaseResult.passed();
        }
        return CaseResult.skipped("no text makes a rule throw");
    }

    static CaseResult judge(JsonNode expected, Verdict verdict) {
        if (expected.has("text")) {
            return CaseResult.ofEqual(
                    expected.get("text").asText(), verdict.document().text());
        }
        String decision = expected.isTextual()
                ? expected.asText()
                : expected.path("decision").asText();
        return CaseResult.ofEqual(decision, verdict.fold(kept -> "keep", dropped -> "drop"));
    }

    private static ResourceReader resources(Map<String, String> files) {
        return new ResourceReader() {
            @Override
            public InputStream open(String path) throws IOException {
                if (!files.containsKey(path)) {
                    throw new FileNotFoundException(path);
                }
                return new ByteArrayInputStream(files.get(path).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public List<String> files(String path) {
                return files.keySet().stream()
                        .filter(file -> file.startsWith(path))
                        .sorted()
                        .toList();
            }
        };
    }
}
