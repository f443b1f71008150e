package io.bloomery.data.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.extract.HtmlExtractor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cases of extractors of main text: what they keep of small pages, where it does not hang on one algorithm's word lists. */
final class ExtractionCases {

    private static final ExtractConfig BOUNDS = new ExtractConfig(1 << 22, 512, 500_000);

    private ExtractionCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of(
                "datatrove trafilatura", ExtractionCases::run,
                "dclm html_content_extraction_modifier", ExtractionCases::run,
                "curator resiliparse", ExtractionCases::run,
                "curator justext", testCase -> CaseResult.skipped("what jusText keeps by its lists of stop words"),
                "curator trafilatura",
                        testCase -> CaseResult.skipped("Trafilatura's paragraphs, given twice or deduplicated"));
    }

    private static CaseResult run(JsonNode testCase) {
        byte[] page = testCase.path("input").path("html").asText().getBytes(UTF_8);
        String text = new HtmlExtractor(BOUNDS)
                .extract(page, "text/html; charset=utf-8", "")
                .text();
        JsonNode expected = testCase.path("expected");
        if (expected.isTextual()) {
            return CaseResult.ofEqual(expected.asText(), text.isBlank() ? "drop" : "keep");
        }
        if (expected.has("paragraphs")) {
            List<String> paragraphs = new ArrayList<>();
            expected.path("paragraphs").forEach(paragraph -> paragraphs.add(paragraph.asText()));
            return CaseResult.ofEqual(
                    paragraphs, text.lines().filter(line -> !line.isBlank()).toList());
        }
        return CaseResult.ofEqual(expected.path("text").asText(), text);
    }
}
