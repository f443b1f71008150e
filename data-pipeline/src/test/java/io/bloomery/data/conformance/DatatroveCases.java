package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.document.Document;
import io.bloomery.data.filter.c4.C4Paragraph;
import io.bloomery.data.filter.c4.C4ParagraphConfig;
import io.bloomery.data.filter.c4.C4Quality;
import io.bloomery.data.filter.c4.C4QualityConfig;
import io.bloomery.data.filter.datatrove.Regex;
import io.bloomery.data.filter.datatrove.RegexConfig;
import io.bloomery.data.filter.datatrove.Sampler;
import io.bloomery.data.filter.datatrove.SamplerConfig;
import io.bloomery.data.filter.fineweb.FinewebQuality;
import io.bloomery.data.filter.fineweb.FinewebQualityConfig;
import io.bloomery.data.filter.gopher.GopherQuality;
import io.bloomery.data.filter.gopher.GopherQualityConfig;
import io.bloomery.data.filter.gopher.GopherRepetition;
import io.bloomery.data.filter.gopher.GopherRepetitionConfig;
import io.bloomery.data.filter.gopher.NgramLimit;
import io.bloomery.data.segment.Parts;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cases of datatrove's filters, and of the annotator of data-prep-kit that was made of one of them. */
final class DatatroveCases {

    private static final List<String> STOP_WORDS = List.of("the", "be", "to", "of", "and", "that", "have", "with");

    private DatatroveCases() {}

    static Map<String, CaseRunner> runners() {
        return Map.ofEntries(
                Map.entry("datatrove gopher_quality", DatatroveCases::gopherQuality),
                Map.entry("datatrove gopher_repetition", DatatroveCases::gopherRepetition),
                Map.entry("datatrove c4_quality", DatatroveCases::c4Quality),
                Map.entry("datatrove c4_paragraph", DatatroveCases::c4Paragraph),
                Map.entry("datatrove fineweb_quality", DatatroveCases::finewebQuality),
                Map.entry("datatrove regex_filter", DatatroveCases::regex),
                Map.entry("datatrove sampler", DatatroveCases::sampler),
                Map.entry("datatrove word_tokenize_en", DatatroveCases::words),
                Map.entry("data-prep-kit gopher_repetition_annotator", DatatroveCases::annotator));
    }

    private static CaseResult gopherQuality(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        String alpha = "max_non_alpha_words_ratio(=min alpha)";
        GopherQualityConfig config = new GopherQualityConfig(
                options.integer("min_doc_words", 50, 0),
                options.integer("max_doc_words", 100_000, 0),
                options.number("min_avg_word_length", 3, 0),
                options.number("max_avg_word_length", 10, 0),
                options.number("max_symbol_word_ratio", 0.1, 0),
                options.number("max_bullet_lines_ratio", 0.9, 0),
                options.number("max_ellipsis_lines_ratio", 0.3, 0),
                options.number(alpha, options.number("max_non_alpha_words_ratio", 0.8, 0), 0),
                options.integer("min_stop_words", 2, 0),
                options.texts("stop_words", STOP_WORDS));
        return judged(testCase, options, new GopherQuality(config), "gopher-");
    }

    private static CaseResult gopherRepetition(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        GopherRepetitionConfig config = new GopherRepetitionConfig(
                options.number("dup_line_frac", 0.3, 0),
                options.number("dup_para_frac", 0.3, 0),
                options.number("dup_line_char_frac", 0.2, 0),
                options.number("dup_para_char_frac", 0.2, 0),
                limits(options.list("top_n_grams"), 2, 0.20, 0.18, 0.16),
                limits(options.list("dup_n_grams"), 5, 0.15, 0.14, 0.13, 0.12, 0.11, 0.10));
        return judged(testCase, options, new GopherRepetition(config), "gopher-");
    }

    private static List<NgramLimit> limits(JsonNode pairs, int first, double... presets) {
        List<NgramLimit> limits = new ArrayList<>();
        pairs.forEach(pair ->
                limits.add(new NgramLimit(pair.get(0).asInt(), pair.get(1).asDouble())));
        for (int i = 0; pairs.isMissingNode() && i < presets.length; i++) {
            limits.add(new NgramLimit(first + i, presets[i]));
        }
        return limits;
    }

    private static CaseResult c4Quality(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        C4QualityConfig config = new C4QualityConfig(
                options.flag("split_paragraph", true),
                options.flag("remove_citations", true),
                options.flag("filter_no_terminal_punct", true),
                options.integer("min_num_sentences", 5, -1),
                options.integer("min_words_per_line", 3, -1),
                options.integer("max_word_length", 1000, -1),
                options.flag("filter_lorem_ipsum", true),
                options.flag("filter_javascript", true),
                options.flag("filter_curly_bracket", true),
                options.flag("filter_policy", true));
        return judged(testCase, options, new C4Quality(config), "c4-");
    }

    private static CaseResult c4Paragraph(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase).remarks("note", "line_delimiter");
        C4ParagraphConfig config = new C4ParagraphConfig(
                options.integer("min_paragraphs", 3, 0), options.integer("min_paragraph_len", 200, 0));
        return judged(testCase, options, new C4Paragraph(config), "c4-");
    }

    private static CaseResult finewebQuality(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        FinewebQualityConfig config = new FinewebQualityConfig(
                options.number("line_punct_thr", 0.12, 0),
                options.flag("line_punct_exclude_zero", false),
                options.texts("stop_chars", List.of()),
                options.number("short_line_thr", 0.67, 1),
                options.integer("short_line_length", 30, 30),
                options.number("char_duplicates_ratio", 0.01, 1),
                options.number("new_line_ratio", 0.3, 1));
        return judged(testCase, options, new FinewebQuality(config), "fineweb-");
    }

    private static CaseResult regex(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase).remarks("drop_if");
        Rule rule = new Regex(new RegexConfig(options.text("regex_exp", "")));
        return judged(testCase, options, rule, "");
    }

    private static CaseResult sampler(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase);
        Rule rule = new Sampler(new SamplerConfig(options.number("rate", 0.5, 0), options.integer("seed", 0, 0)));
        return options.unlessUnknown(() -> {
            List<Boolean> kept = draws(testCase.path("input"), rule);
            if (!kept.equals(draws(testCase.path("input"), rule))) {
                return CaseResult.failed("the same seed drew other documents");
            }
            long count = kept.stream().filter(keep -> keep).count();
            return compareCounts(testCase.path("expected"), kept.size(), count);
        });
    }

    private static List<Boolean> draws(JsonNode input, Rule rule) {
        List<Boolean> kept = new ArrayList<>();
        for (int i = 0; i < input.path("n_docs").asInt(); i++) {
            String text = input.path("text_template").asText().replace("{i}", Integer.toString(i));
            kept.add(verdict(rule, text, "en") instanceof Verdict.Keep);
        }
        return kept;
    }

    private static CaseResult compareCounts(JsonNode expected, int total, long kept) {
        JsonNode stats = expected.path("stats");
        boolean agrees = kept > expected.path("kept_more_than").asInt(-1)
                && kept < expected.path("kept_less_than").asInt(Integer.MAX_VALUE)
                && total == stats.path("total").asInt(total)
                && kept == stats.path("forwarded").asLong(kept)
                && total - kept == stats.path("dropped").asLong(total - kept);
        return agrees ? CaseResult.passed() : CaseResult.failed("kept " + kept + " of " + total);
    }

    private static CaseResult words(JsonNode testCase) {
        CaseOptions options = new CaseOptions(testCase).remarks("tokenizer");
        List<String> expected = new ArrayList<>();
        testCase.path("expected").path("tokens").forEach(token -> expected.add(token.asText()));
        String text = testCase.path("input").path("text").asText();
        return options.unlessUnknown(
                () -> CaseResult.ofEqual(expected, Parts.words(text, "en").list()));
    }

    /** What the annotator writes into its columns: ours, and -1 where a number is not defined. */
    private static CaseResult annotator(JsonNode testCase) {
        GopherRepetition rule = new GopherRepetition(new GopherRepetitionConfig(0, 0, 0, 0, List.of(), List.of()));
        List<Draft> drafts = new ArrayList<>();
        testCase.path("input").path("docs").forEach(text -> drafts.add(draft(text.asText(), "en")));
        drafts.forEach(rule::apply);
        List<String> wrong = new ArrayList<>();
        testCase.path("expected").fields().forEachRemaining(field -> {
            double actual = annotation(field.getKey(), drafts);
            if (actual != field.getValue().asDouble()) {
                wrong.add(field.getKey() + " was " + actual);
            }
        });
        return wrong.isEmpty() ? CaseResult.passed() : CaseResult.failed(wrong.toString());
    }

    private static double annotation(String column, List<Draft> drafts) {
        int bracket = column.indexOf('[');
        if (bracket < 0) {
            return drafts.size();
        }
        Draft draft = drafts.get(Integer.parseInt(column.substring(bracket + 1, column.length() - 1)));
        return draft.signal("gopher-" + column.substring(0, bracket).replace('_', '-'))
                .orElse(-1);
    }

    private static CaseResult judged(JsonNode testCase, CaseOptions options, Rule rule, String prefix) {
        String language = options.text("language", "en");
        return options.unlessUnknown(() -> {
            Verdict verdict = verdict(rule, testCase.path("input").path("text").asText(), language);
            return compare(testCase, verdict, prefix);
        });
    }

    private static CaseResult compare(JsonNode testCase, Verdict verdict, String prefix) {
        JsonNode expected = testCase.path("expected");
        if (expected.isObject()) {
            return compareText(expected, verdict.document().text());
        }
        boolean drops = verdict instanceof Verdict.Drop;
        if (drops != expected.asText().equals("drop")) {
            return CaseResult.failed("expected " + expected.asText() + " but was " + verdict);
        }
        String reason = testCase.path("reason").asText("");
        return drops && reason.matches("[a-z0-9]+(_[a-z0-9]+)*") && !prefix.isEmpty()
                ? compareReason(reason.replace('_', '-'), (Verdict.Drop) verdict, prefix)
                : CaseResult.passed();
    }

    private static CaseResult compareReason(String reason, Verdict.Drop drop, String prefix) {
        String ours = drop.rule().equals("gopher-no-words") ? "gopher-empty" : drop.rule();
        return CaseResult.ofEqual(reason.startsWith(prefix) ? reason : prefix + reason, ours);
    }

    private static CaseResult compareText(JsonNode expected, String text) {
        for (JsonNode part : expected.path("text_not_contains")) {
            if (text.contains(part.asText())) {
                return CaseResult.failed("the text holds " + part.asText() + ": " + text);
            }
        }
        for (JsonNode part : expected.path("text_contains")) {
            if (!text.contains(part.asText())) {
                return CaseResult.failed("the text does not hold " + part.asText() + ": " + text);
            }
        }
        return CaseResult.ofEqual(expected.path("text").asText(text), text);
    }

    private static Verdict verdict(Rule rule, String text, String language) {
        return new RuleSet(List.of(rule), true).apply(draft(text, language).document());
    }

    private static Draft draft(String text, String language) {
        return new Draft(Document.of("", "", text).withLanguage(language, 1));
    }
}
