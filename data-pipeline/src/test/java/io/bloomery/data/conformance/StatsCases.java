package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import crawlercommons.domains.EffectiveTldFinder;
import io.bloomery.data.stats.DocumentStatistics;
import io.bloomery.data.stats.GroupedMoments;
import io.bloomery.data.stats.Moments;
import io.bloomery.data.step.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Cases of the statistics of datatrove and data-prep-kit. */
final class StatsCases {

    private static final Set<String> STOP_WORDS = Set.of("the", "be", "to", "of", "and", "that", "have", "with");
    private static final int DIGITS = 3;
    private static final double PRECISION = 1e-9;

    private StatsCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.of(
                "datatrove doc_stats", testCase -> histograms(testCase, DocumentStatistics::ofCharacters),
                "datatrove line_stats",
                        testCase -> histograms(
                                testCase,
                                draft -> DocumentStatistics.ofLines(
                                        draft,
                                        lengths(testCase, "max_k_chars_per_line", 10, 30),
                                        lengths(testCase, "min_k_chars_per_line", 2000, 10_000))),
                "datatrove word_stats",
                        testCase -> histograms(
                                testCase,
                                draft -> DocumentStatistics.ofWords(
                                        draft,
                                        STOP_WORDS,
                                        lengths(testCase, "short_word_max_chars", 3),
                                        lengths(testCase, "long_word_max_chars", 7))),
                "datatrove paragraph_stats",
                        testCase -> histograms(
                                testCase,
                                draft -> DocumentStatistics.ofParagraphs(
                                        draft,
                                        lengths(testCase, "short_paragraph_max_chars", 100),
                                        lengths(testCase, "long_paragraph_max_chars", 1000))),
                "datatrove sentence_stats",
                        testCase -> histograms(
                                testCase,
                                draft -> DocumentStatistics.ofSentences(
                                        draft,
                                        lengths(testCase, "short_sentence_max_chars", 20),
                                        lengths(testCase, "long_sentence_max_chars", 75))),
                "datatrove words_contamination", StatsCases::contamination,
                "datatrove metric_stats", StatsCases::moments,
                "datatrove stats_grouping", StatsCases::groups,
                "data-prep-kit first_kana_position",
                        testCase -> CaseResult.ofEqual(
                                testCase.path("expected").path("position").asInt(),
                                DocumentStatistics.firstKana(text(testCase))),
                "data-prep-kit avg_japanese_sentence_length",
                        testCase -> CaseResult.ofEqual(
                                testCase.path("expected").path("length").asInt(),
                                DocumentStatistics.averageJapaneseSentence(text(testCase))));
    }

    private static CaseResult contamination(JsonNode testCase) {
        Set<String> words = new TreeSet<>();
        testCase.path("config").path("words").forEach(word -> words.add(word.asText()));
        String name = "words_contamination_"
                + testCase.path("config").path("words").path(0).asText();
        return histograms(testCase, draft -> Map.of(name, DocumentStatistics.contamination(draft, words)));
    }

    private static String text(JsonNode testCase) {
        return testCase.path("input").path("text").asText();
    }

    private static List<Integer> lengths(JsonNode testCase, String key, Integer... presets) {
        JsonNode given = testCase.path("config").path(key);
        List<Integer> lengths = new ArrayList<>();
        given.forEach(length -> lengths.add(length.asInt()));
        return given.isMissingNode() ? List.of(presets) : lengths;
    }

    private static CaseResult histograms(JsonNode testCase, Function<Draft, Map<String, Double>> statistics) {
        Map<String, Map<Double, Integer>> actual = new TreeMap<>();
        for (JsonNode text : testCase.path("input").path("docs")) {
            statistics.apply(Draft.of(text.asText())).forEach((name, number) -> actual.computeIfAbsent(
                            name, absent -> new TreeMap<>())
                    .merge(GroupedMoments.bin(number, DIGITS), 1, Integer::sum));
        }
        List<String> wrong = new ArrayList<>();
        testCase.path("expected").fields().forEachRemaining(field -> {
            Map<Double, Integer> expected = new TreeMap<>();
            field.getValue()
                    .fields()
                    .forEachRemaining(bin -> expected.put(
                            Double.valueOf(bin.getKey()), bin.getValue().asInt()));
            if (!expected.equals(actual.get(field.getKey()))) {
                wrong.add(field.getKey() + " was " + actual.get(field.getKey()));
            }
        });
        return wrong.isEmpty() ? CaseResult.passed() : CaseResult.failed(wrong.toString());
    }

    private static CaseResult moments(JsonNode testCase) {
        JsonNode input = testCase.path("input");
        Moments moments = Moments.NONE;
        for (JsonNode part : input.has("merge") ? input.path("merge") : List.of(input.path("values"))) {
            Moments ofPart = Moments.NONE;
            for (JsonNode number : part) {
                ofPart = ofPart.with(number.asDouble());
            }
            moments = moments.plus(ofPart);
        }
        Map<String, Double> actual = Map.of(
                "total", moments.total(),
                "n", (double) moments.count(),
                "mean", moments.mean(),
                "min", moments.min(),
                "max", moments.max(),
                "sample_variance", moments.variance(),
                "variance", moments.variance(),
                "standard_deviation", moments.standardDeviation());
        return compareNumbers(testCase.path("expected"), actual);
    }

    private static CaseResult compareNumbers(JsonNode expected, Map<String, Double> actual) {
        List<String> wrong = new ArrayList<>();
        expected.fields().forEachRemaining(field -> {
            Double ours = actual.get(field.getKey());
            if (ours == null || !(Math.abs(ours - field.getValue().asDouble()) <= PRECISION)) {
                wrong.add(field.getKey() + " was " + ours);
            }
        });
        return wrong.isEmpty() ? CaseResult.passed() : CaseResult.failed(wrong.toString());
    }

    private static CaseResult groups(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        int digits = config.path("histogram_round_digits").asInt(DIGITS);
        List<JsonNode> tasks = new ArrayList<>();
        JsonNode input = testCase.path("input");
        (input.has("tasks") ? input.path("tasks") : List.of(input.path("values"))).forEach(tasks::add);
        Map<String, GroupedMoments> groups = new TreeMap<>();
        for (String group : List.of("summary_total", "fqdn", "suffix", "histogram_counts")) {
            groups.put(group, new GroupedMoments());
        }
        for (JsonNode task : tasks) {
            for (JsonNode document : task) {
                double value = document.path("value").asDouble();
                String host = document.path("url").asText();
                groups.get("summary_total").add("", value);
                groups.get("fqdn").add(host, value);
                groups.get("suffix")
                        .add(EffectiveTldFinder.getEffectiveTLD(host).getDomain(), value);
                groups.get("histogram_counts").add(Double.toString(GroupedMoments.bin(value, digits)), 1);
            }
        }
        config.path("top_k_groups")
                .forEach(group -> groups.computeIfPresent(
                        group.asText(),
                        (name, all) -> all.top(config.path("top_k").asInt())));
        return compareGroups(testCase.path("expected"), groups);
    }

    private static CaseResult compareGroups(JsonNode expected, Map<String, GroupedMoments> groups) {
        List<String> wrong = new ArrayList<>();
        expected.fields().forEachRemaining(field -> {
            GroupedMoments group = groups.get(field.getKey());
            if (group == null) {
                wrong.add("there is no group " + field.getKey());
            } else if (field.getValue().isNumber()) {
                expect(wrong, field.getKey(), field.getValue().asDouble(), group.of(""));
            } else {
                field.getValue()
                        .fields()
                        .forEachRemaining(key ->
                                expect(wrong, key.getKey(), key.getValue().asDouble(), group.of(key.getKey())));
            }
        });
        return wrong.isEmpty() ? CaseResult.passed() : CaseResult.failed(wrong.toString());
    }

    private static void expect(List<String> wrong, String key, double total, Moments moments) {
        if (Math.abs(moments.total() - total) > PRECISION) {
            wrong.add(key + " was " + moments.total());
        }
    }
}
