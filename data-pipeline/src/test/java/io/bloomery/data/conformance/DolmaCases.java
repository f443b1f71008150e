package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.filter.dolma.DolmaC4;
import io.bloomery.data.filter.dolma.DolmaC4Config;
import io.bloomery.data.filter.dolma.DolmaGopher;
import io.bloomery.data.filter.dolma.DolmaGopherConfig;
import io.bloomery.data.filter.dolma.Tag;
import io.bloomery.data.filter.gopher.NgramLimit;
import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.ResourceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Cases of Dolma's taggers and splitters. */
final class DolmaCases {

    /** Entries that the cases name, of the list that Dolma brings along. */
    private static final String NAUGHTY_WORDS = "ass\nstrap on\nviagra\n";

    private DolmaCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of(
                "dolma gopher_v1", DolmaCases::gopher,
                "dolma c4_v1 / c4_v2", DolmaCases::c4,
                "dolma c4_v1", DolmaCases::c4,
                "dolma c4_v2", DolmaCases::c4,
                "dolma split_paragraphs", DolmaCases::paragraphs,
                "dolma split_sentences", DolmaCases::sentences,
                "dolma char_length", DolmaCases::length);
    }

    private static CaseResult gopher(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase)
                .remarks("words", "symbols", "bullets", "required_words", "lines", "character_count_for_ngrams");
        DolmaGopherConfig config = new DolmaGopherConfig(
                50, 100_000, 3, 10, 0.1, 0.8, 2, 0.9, 0.3, 0.3, 0.3, limits(2, 3, 4), limits(5, 6, 7, 8, 9, 10));
        Draft draft = Draft.of(testCase.path("input").path("text").asText());
        new DolmaGopher(config).apply(draft);
        return options.unlessUnknown(() -> compareAttributes(testCase.path("expected"), draft));
    }

    private static List<NgramLimit> limits(Integer... lengths) {
        return Stream.of(lengths).map(n -> new NgramLimit(n, 1)).toList();
    }

    private static CaseResult compareAttributes(JsonNode expected, Draft draft) {
        List<String> wrong = new ArrayList<>();
        expected.path("attributes").fields().forEachRemaining(field -> {
            OptionalDouble ours = draft.signal("dolma-" + field.getKey().replace('_', '-'));
            if (ours.isEmpty() || Math.abs(ours.getAsDouble() - field.getValue().asDouble()) > 1e-12) {
                wrong.add(field.getKey() + " was " + ours);
            }
        });
        int spans = draft.document().signals().size();
        if (spans != expected.path("n_spans").asInt(spans)) {
            wrong.add("there were " + spans + " spans");
        }
        return wrong.isEmpty() ? CaseResult.passed() : CaseResult.failed(wrong.toString());
    }

    private static CaseResult c4(JsonNode testCase) throws IOException {
        CaseOptions options = new CaseOptions(testCase);
        DolmaC4Config config = new DolmaC4Config(
                options.integer("min_words_per_line", 3, 0),
                options.texts("end_punctuation", List.of(".", "?", "!", "\"")),
                "naughty-words",
                false,
                false,
                true,
                true,
                true,
                true);
        DolmaC4 rule = DolmaC4.read(config, new NaughtyWords());
        String type = testCase.path("expected").path("span_type").asText().toUpperCase(Locale.ROOT);
        List<List<Double>> found = rule
                .tags(Draft.of(testCase.path("input").path("text").asText()))
                .stream()
                .filter(tag -> tag.kind() == Tag.Kind.valueOf(type))
                .map(tag -> List.of((double) tag.start(), (double) tag.end(), 1.0))
                .toList();
        List<List<Double>> expected = new ArrayList<>();
        testCase.path("expected").path("spans").forEach(span -> {
            List<Double> numbers = new ArrayList<>();
            span.forEach(number -> numbers.add(number.asDouble()));
            expected.add(numbers);
        });
        return options.unlessUnknown(() -> CaseResult.ofEqual(expected, found));
    }

    /** A file system with one file. */
    private static final class NaughtyWords implements ResourceReader {
        @Override
        public InputStream open(String path) {
            return new ByteArrayInputStream(NAUGHTY_WORDS.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> files(String path) {
            return List.of(path);
        }
    }

    private static CaseResult paragraphs(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        boolean removesEmpty = options.flag("remove_empty", true);
        Parts paragraphs =
                Draft.of(testCase.path("input").path("text").asText()).view(Views.PARAGRAPHS_WITH_ENDS);
        List<String> ours = paragraphs.list().stream()
                .filter(paragraph -> !removesEmpty || !PythonText.isBlank(paragraph))
                .toList();
        return options.unlessUnknown(() -> compareParts(testCase.path("expected"), "paragraphs", ours));
    }

    private static CaseResult sentences(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        Parts sentences = Parts.sentences(testCase.path("input").path("text").asText(), "en");
        List<String> ours = sentences.list().stream()
                .map(PythonText::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
        return options.unlessUnknown(() -> compareParts(testCase.path("expected"), "sentences", ours));
    }

    private static CaseResult compareParts(JsonNode expected, String key, List<String> ours) {
        if (expected.has("count")) {
            return CaseResult.ofEqual(expected.get("count").asInt(), ours.size());
        }
        List<String> parts = new ArrayList<>();
        expected.path(key).forEach(part -> parts.add(part.asText()));
        return CaseResult.ofEqual(parts, ours);
    }

    private static CaseResult length(JsonNode testCase) {
        String text = testCase.path("input").path("text").asText();
        JsonNode expected = testCase.path("expected");
        int length = PythonText.length(text);
        int stripped = PythonText.length(PythonText.strip(text));
        return CaseResult.ofEqual(
                List.of(
                        expected.path("char_length").asInt(length),
                        expected.path("char_length_stripped").asInt(stripped)),
                List.of(length, stripped));
    }
}
