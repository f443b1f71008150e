package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.dedup.BloomFilter;
import io.bloomery.data.dedup.passage.Lines;
import io.bloomery.data.dedup.passage.LinesConfig;
import io.bloomery.data.dedup.passage.ParagraphsConfig;
import io.bloomery.data.dedup.passage.Passage;
import io.bloomery.data.dedup.passage.SeenParagraphs;
import io.bloomery.data.dedup.passage.SeenSpan;
import io.bloomery.data.dedup.passage.SentenceRuns;
import io.bloomery.data.dedup.passage.SentencesConfig;
import io.bloomery.data.dedup.substring.Interval;
import io.bloomery.data.dedup.substring.Intervals;
import io.bloomery.data.dedup.substring.Overlaps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cases about parts of documents: lines, paragraphs, substrings. */
final class PassageCases {

    private PassageCases() {}

    static Map<String, CaseRunner> runners() {
        Map<String, CaseRunner> runners = new TreeMap<>();
        runners.put("cc_net line_dedup", PassageCases::lines);
        runners.put("dolma paragraph_dedup", PassageCases::paragraphs);
        runners.put("text-dedup merge_intervals", PassageCases::merged);
        runners.put("text-dedup restore", PassageCases::restored);
        runners.put("text-dedup restore_and_merge", PassageCases::restoredAndMerged);
        runners.put("datatrove sentence_dedup", PassageCases::sentences);
        runners.put("text-dedup clean_up", PassageCases::cleaned);
        runners.put(
                "datatrove exact_substring_range_remover",
                testCase -> CaseResult.skipped("byte ranges of GPT-2 token streams need its tokenizer"));
        return runners;
    }

    private static CaseResult lines(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        Lines lines = new Lines(new LinesConfig(true, true, 0));
        Set<Long> seen = keys(lines, config.path("seen_twice"));
        boolean collects = !config.has("seen_twice");
        List<String> texts = new ArrayList<>();
        testCase.path("input").path("docs_lines").forEach(shape -> {
            if (shape.get(0).isArray()) {
                shape.forEach(document -> texts.add(String.join("\n", DedupCases.strings(document))));
            } else {
                texts.add(String.join("\n", DedupCases.strings(shape)));
            }
        });
        if (!collects || config.path("mode").asText().contains("keep first")) {
            return compareLines(testCase, lines, texts, seen, collects);
        }
        Set<Long> once = new HashSet<>();
        Set<Long> twice = new HashSet<>();
        texts.forEach(text -> lines.of(text, "en").forEach(line -> {
            if (!once.add(line.key())) {
                twice.add(line.key());
            }
        }));
        return compareLines(testCase, lines, texts, twice, false);
    }

    private static CaseResult compareLines(
            JsonNode testCase, Lines lines, List<String> texts, Set<Long> seen, boolean collects) {
        List<String> actual = new ArrayList<>();
        List<List<Integer>> ids = new ArrayList<>();
        for (String text : texts) {
            BitSet duplicates = new BitSet();
            Set<Long> here = new HashSet<>();
            for (Passage line : lines.of(text, "en")) {
                duplicates.set(line.number(), seen.contains(line.key()) || !here.add(line.key()));
            }
            if (collects) {
                seen.addAll(here);
            }
            actual.add(lines.without(text, "en", duplicates));
            ids.add(Lines.keptLines(Lines.lines(text).size(), duplicates));
        }
        List<String> expected = new ArrayList<>();
        List<List<Integer>> expectedIds = new ArrayList<>();
        testCase.path("expected").path("docs").forEach(document -> {
            expected.add(document.path("text").asText());
            expectedIds.add(DedupCases.strings(document.path("line_ids")).stream()
                    .map(Integer::valueOf)
                    .toList());
        });
        return expected.isEmpty()
                ? CaseResult.skipped("no runner for expectation " + testCase.path("expected"))
                : CaseResult.ofEqual(List.of(expected, expectedIds), List.of(actual, ids));
    }

    private static Set<Long> keys(Lines lines, JsonNode texts) {
        Set<Long> keys = new HashSet<>();
        texts.forEach(text -> lines.of(text.asText(), "en").forEach(line -> keys.add(line.key())));
        return keys;
    }

    private static CaseResult paragraphs(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        JsonNode ngrams = config.path("by_ngram");
        ParagraphsConfig paragraphs = new ParagraphsConfig(
                true,
                config.path("separator").asText("\n"),
                config.path("skip_empty").asBoolean(),
                0,
                config.path("min_words").asInt(0),
                ngrams.path("ngram_length").asInt(0),
                ngrams.path("stride").asInt(0),
                ngrams.path("skip_short_paragraphs").asBoolean(false),
                ngrams.path("overlap_threshold").asDouble(1),
                config.path("bloom").path("estimated_doc_count").asLong(100),
                config.path("bloom").path("desired_false_positive_rate").asDouble(1e-6));
        SeenParagraphs seen = new SeenParagraphs(
                paragraphs, BloomFilter.sized(paragraphs.expectedParagraphs() * 10, paragraphs.falsePositiveRate()));
        List<String> texts = DedupCases.strings(testCase.path("input").path("docs"));
        List<List<SeenSpan>> spans = texts.stream().map(seen::read).toList();
        return compareParagraphs(testCase.path("expected"), texts, spans);
    }

    private static CaseResult compareParagraphs(JsonNode expected, List<String> texts, List<List<SeenSpan>> spans) {
        List<String> found = new ArrayList<>();
        List<String> codePoints = new ArrayList<>();
        List<String> scored = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            List<String> perText = new ArrayList<>();
            for (SeenSpan span : spans.get(i)) {
                found.add(text.substring(span.start(), span.end()));
                String place = text.codePointCount(0, span.start()) + "," + text.codePointCount(0, span.end());
                codePoints.add("[" + place + "]");
                perText.add("[" + place + "," + span.seen() + "]");
            }
            scored.add("[" + String.join(",", perText) + "]");
        }
        Map<String, String> actual = Map.of(
                "duplicate_texts", found.toString(),
                "duplicate_spans_in_code_points", "[" + String.join(",", codePoints) + "]",
                "duplicate_spans", "[" + String.join(",", scored) + "]",
                "n_spans", String.valueOf(found.size()),
                "span_texts", found.toString());
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            if (!actual.containsKey(entry.getKey())) {
                return CaseResult.skipped("no runner for expectation " + entry.getKey());
            }
            String wanted = entry.getKey().endsWith("texts")
                    ? DedupCases.strings(entry.getValue()).toString()
                    : entry.getValue().toString();
            if (!wanted.equals(actual.get(entry.getKey()))) {
                return CaseResult.failed(
                        entry.getKey() + ": expected " + wanted + " but was " + actual.get(entry.getKey()));
            }
        }
        return CaseResult.passed();
    }

    private static CaseResult sentences(JsonNode testCase) {
        JsonNode config = testCase.path("config");
        SentenceRuns runs = new SentenceRuns(new SentencesConfig(
                true,
                config.path("n_sentences").asInt(),
                config.path("split_sentences").asBoolean(),
                config.path("min_doc_words").asInt(),
                config.path("min_num_sentences").asInt(),
                config.path("min_words_to_remove_span").asInt()));
        JsonNode input = testCase.path("input");
        List<List<String>> shards = new ArrayList<>();
        if (input.has("shards")) {
            input.path("shards").forEach(shard -> shards.add(texts(shard)));
        } else {
            shards.add(texts(input.path("docs")));
        }
        // the first copy is that of the earliest place in its shard, then of the earliest shard
        Map<Long, String> first = new HashMap<>();
        Set<Long> known = new HashSet<>();
        input.path("index_docs")
                .forEach(document ->
                        runs.of(document.path("text").asText(), "en").forEach(run -> known.add(run.key())));
        for (int shard = 0; shard < shards.size(); shard++) {
            for (int i = 0; i < shards.get(shard).size(); i++) {
                for (Passage run : runs.of(shards.get(shard).get(i), "en")) {
                    String place = String.format("%05d %05d %05d", i, shard, run.number());
                    first.merge(run.key(), place, (a, b) -> a.compareTo(b) < 0 ? a : b);
                }
            }
        }
        boolean onlyKnown =
                !known.isEmpty() && config.path("only_dedup_in_index").asBoolean(true);
        List<List<String>> left = new ArrayList<>();
        for (int shard = 0; shard < shards.size(); shard++) {
            List<String> kept = new ArrayList<>();
            for (int i = 0; i < shards.get(shard).size(); i++) {
                String text = shards.get(shard).get(i);
                BitSet duplicates = new BitSet();
                for (Passage run : runs.of(text, "en")) {
                    String place = String.format("%05d %05d %05d", i, shard, run.number());
                    boolean repeats = !onlyKnown && !first.get(run.key()).equals(place);
                    duplicates.set(run.number(), known.contains(run.key()) || repeats);
                }
                kept.add(runs.without(text, "en", duplicates));
            }
            left.add(kept.stream().filter(text -> !text.isEmpty()).toList());
        }
        JsonNode expected = testCase.path("expected");
        List<List<String>> wanted = new ArrayList<>();
        if (expected.has("texts_in_order_per_shard")) {
            expected.path("texts_in_order_per_shard").forEach(shard -> wanted.add(DedupCases.strings(shard)));
        } else if (expected.has("texts_in_order")) {
            wanted.add(DedupCases.strings(expected.path("texts_in_order")));
        } else {
            return CaseResult.skipped("no runner for expectation " + expected);
        }
        return CaseResult.ofEqual(wanted, left);
    }

    private static List<String> texts(JsonNode documents) {
        List<String> texts = new ArrayList<>();
        documents.forEach(document -> texts.add(document.path("text").asText()));
        return texts;
    }

    private static CaseResult merged(JsonNode testCase) {
        return CaseResult.ofEqual(
                intervals(testCase.path("expected").path("intervals")),
                Intervals.merged(intervals(testCase.path("input").path("intervals")), overlaps(testCase)));
    }

    private static CaseResult restored(JsonNode testCase) {
        JsonNode input = testCase.path("input");
        List<List<Interval>> found =
                Intervals.inDocuments(intervals(input.path("document_boundaries")), intervals(input.path("segments")));
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            for (Interval interval : found.get(i)) {
                actual.add("[" + i + ",[" + interval.start() + "," + interval.end() + "]]");
            }
        }
        JsonNode expected = testCase.path("expected").elements().next();
        return CaseResult.ofEqual(expected.toString(), "[" + String.join(",", actual) + "]");
    }

    private static CaseResult restoredAndMerged(JsonNode testCase) {
        JsonNode input = testCase.path("input");
        int minLength = testCase.path("config").path("min_length").asInt();
        List<List<Interval>> actual =
                Intervals.inDocuments(intervals(input.path("document_boundaries")), intervals(input.path("segments")))
                        .stream()
                        .map(found -> Intervals.merged(
                                found.stream()
                                        .filter(interval -> interval.length() >= minLength)
                                        .toList(),
                                overlaps(testCase)))
                        .toList();
        List<List<Interval>> expected = new ArrayList<>();
        testCase.path("expected").path("intervals_per_document").forEach(document -> expected.add(intervals(document)));
        int bytes = actual.stream().flatMap(List::stream).collect(Collectors.summingInt(Interval::length));
        return CaseResult.ofEqual(
                List.of(
                        expected,
                        testCase.path("expected").path("duplicate_bytes").asInt()),
                List.of(actual, bytes));
    }

    private static CaseResult cleaned(JsonNode testCase) {
        return CaseResult.ofEqual(
                testCase.path("expected").path("text").asText(),
                Intervals.withoutBytes(
                        testCase.path("input").path("text").asText(),
                        intervals(testCase.path("input").path("remove"))));
    }

    private static Overlaps overlaps(JsonNode testCase) {
        return testCase.path("config").path("merge_strategy").asText("longest").equals("longest")
                ? Overlaps.LONGEST
                : Overlaps.MERGED;
    }

    private static List<Interval> intervals(JsonNode arrays) {
        List<Interval> intervals = new ArrayList<>();
        arrays.forEach(pair ->
                intervals.add(new Interval(pair.get(0).asInt(), pair.get(1).asInt())));
        return intervals;
    }
}
