package io.bloomery.data.filter.datatrove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bloomery.data.document.Document;
import io.bloomery.data.filter.c4.C4Paragraph;
import io.bloomery.data.filter.c4.C4ParagraphConfig;
import io.bloomery.data.filter.c4.C4Quality;
import io.bloomery.data.filter.c4.C4QualityConfig;
import io.bloomery.data.filter.fineweb.FinewebQuality;
import io.bloomery.data.filter.fineweb.FinewebQualityConfig;
import io.bloomery.data.filter.gopher.GopherQuality;
import io.bloomery.data.filter.gopher.GopherQualityConfig;
import io.bloomery.data.filter.gopher.GopherRepetition;
import io.bloomery.data.filter.gopher.GopherRepetitionConfig;
import io.bloomery.data.filter.gopher.NgramLimit;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules decide as datatrove does, whose verdicts on random texts with random limits lie beside the test. */
class DatatroveVerdictsTest {

    @ParameterizedTest
    @ValueSource(strings = {"quality", "repetition", "c4", "paragraph", "fineweb"})
    void decidesAsDatatroveDoes(String filter) throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/filter/datatrove/verdicts.jsonl")) {
            var cases = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(golden);
            while (cases.hasNext()) {
                JsonNode row = cases.next();
                JsonNode expected = row.get(filter).get(1);
                if (!expected.isNull()) { // where datatrove divides by zero
                    verify(rule(filter, row.get(filter).get(0)), row.get("text").asText(), expected);
                }
            }
        }
    }

    private static void verify(Rule rule, String text, JsonNode expected) {
        Verdict verdict = new RuleSet(List.of(rule), true).apply(Document.of("", "", text));
        String reason = verdict.fold(keep -> "true", drop -> reason(drop.rule()));
        assertThat(reason).as(text).isEqualTo(expected.get(0).asText().replace('_', '-'));
        if (reason.equals("true")) {
            assertThat(verdict.document().text()).isEqualTo(expected.get(1).asText());
        }
    }

    /** Ours carry the name of their family, unless datatrove's do too. */
    private static String reason(String rule) {
        return switch (rule) {
            case "c4-paragraphs" -> "< 3 paragraphs";
            case "gopher-no-words" -> "empty";
            default ->
                rule.matches("gopher-(dup|top|empty).*|c4.*|fineweb.*") ? rule.substring(rule.indexOf('-') + 1) : rule;
        };
    }

    private static Rule rule(String filter, JsonNode options) {
        return switch (filter) {
            case "quality" -> new GopherQuality(quality(options));
            case "repetition" -> new GopherRepetition(repetition(options));
            case "c4" -> new C4Quality(c4(options));
            case "paragraph" -> new C4Paragraph(new C4ParagraphConfig(3, 200));
            default -> new FinewebQuality(fineweb(options));
        };
    }

    private static GopherQualityConfig quality(JsonNode options) {
        return new GopherQualityConfig(
                options.get("min_doc_words").asInt(),
                options.get("max_doc_words").asInt(),
                options.get("min_avg_word_length").asDouble(),
                options.get("max_avg_word_length").asDouble(),
                options.get("max_symbol_word_ratio").asDouble(),
                options.get("max_bullet_lines_ratio").asDouble(),
                options.get("max_ellipsis_lines_ratio").asDouble(),
                options.get("max_non_alpha_words_ratio").asDouble(),
                options.get("min_stop_words").asInt(),
                List.of("the", "be", "to", "of", "and", "that", "have", "with"));
    }

    private static GopherRepetitionConfig repetition(JsonNode options) {
        Function<JsonNode, List<NgramLimit>> limits = pairs -> {
            List<NgramLimit> list = new ArrayList<>();
            pairs.forEach(pair ->
                    list.add(new NgramLimit(pair.get(0).asInt(), pair.get(1).asDouble())));
            return list;
        };
        return new GopherRepetitionConfig(
                options.get("dup_line_frac").asDouble(),
                options.get("dup_para_frac").asDouble(),
                options.get("dup_line_char_frac").asDouble(),
                options.get("dup_para_char_frac").asDouble(),
                limits.apply(options.get("top_n_grams")),
                limits.apply(options.get("dup_n_grams")));
    }

    private static C4QualityConfig c4(JsonNode options) {
        return new C4QualityConfig(
                options.get("split_paragraph").asBoolean(),
                options.get("remove_citations").asBoolean(),
                options.get("filter_no_terminal_punct").asBoolean(),
                options.get("min_num_sentences").asInt(),
                options.get("min_words_per_line").asInt(),
                options.get("max_word_length").asInt(),
                options.get("filter_lorem_ipsum").asBoolean(),
                options.get("filter_javascript").asBoolean(),
                options.get("filter_curly_bracket").asBoolean(),
                options.get("filter_policy").asBoolean());
    }

    private static FinewebQualityConfig fineweb(JsonNode options) {
        return new FinewebQualityConfig(
                options.get("line_punct_thr").asDouble(),
                options.get("line_punct_exclude_zero").asBoolean(),
                List.of(),
                options.get("short_line_thr").asDouble(),
                options.get("short_line_length").asInt(),
                options.get("char_duplicates_ratio").asDouble(),
                options.get("new_line_ratio").asDouble());
    }
}
