package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bloomery.data.document.Document;
import io.bloomery.data.filter.dclm.AlphabeticWordRatioConfig;
import io.bloomery.data.filter.dclm.AlphanumericCharRatioConfig;
import io.bloomery.data.filter.dclm.BulletCountConfig;
import io.bloomery.data.filter.dclm.CitationRemoval;
import io.bloomery.data.filter.dclm.CounterLine;
import io.bloomery.data.filter.dclm.DedupGranularity;
import io.bloomery.data.filter.dclm.EllipsisCountConfig;
import io.bloomery.data.filter.dclm.GithubExtensionConfig;
import io.bloomery.data.filter.dclm.Granularity;
import io.bloomery.data.filter.dclm.LengthType;
import io.bloomery.data.filter.dclm.LineLengthConfig;
import io.bloomery.data.filter.dclm.LineLengthModifierConfig;
import io.bloomery.data.filter.dclm.LineLengthType;
import io.bloomery.data.filter.dclm.Location;
import io.bloomery.data.filter.dclm.MassiveWebRepetitionConfig;
import io.bloomery.data.filter.dclm.NewlineRemovalConfig;
import io.bloomery.data.filter.dclm.NgramCharRatio;
import io.bloomery.data.filter.dclm.NgramLimit;
import io.bloomery.data.filter.dclm.NumericRatioLineConfig;
import io.bloomery.data.filter.dclm.PageLengthConfig;
import io.bloomery.data.filter.dclm.PunctuationLineConfig;
import io.bloomery.data.filter.dclm.RepetitionConfig;
import io.bloomery.data.filter.dclm.StopWordConfig;
import io.bloomery.data.filter.dclm.SubstringConfig;
import io.bloomery.data.filter.dclm.SubstringLineConfig;
import io.bloomery.data.filter.dclm.SymbolRatioConfig;
import io.bloomery.data.filter.dclm.UppercaseRatioLineConfig;
import io.bloomery.data.filter.dclm.UrlRemovalConfig;
import io.bloomery.data.filter.dclm.WithinPageDedupConfig;
import io.bloomery.data.filter.dclm.WordLengthConfig;
import io.bloomery.data.filter.dclm.WordLengthModifierConfig;
import io.bloomery.data.filter.dclm.WordModel;
import io.bloomery.data.filter.dclm.WordRemovalRatioConfig;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Cases of DCLM's filters and modifiers. */
final class DclmCases {

    private static final int ANY = Integer.MAX_VALUE;
    private static final List<String> GITHUB_EXTENSIONS = List.of(
            ".asm",
            ".bat",
            ".cmd",
            ".c",
            ".h",
            ".cs",
            ".cpp",
            ".hpp",
            ".c++",
            ".h++",
            ".cc",
            ".hh",
            ".C",
            ".H",
            ".cmake",
            ".css",
            ".dockerfile",
            ".f90",
            ".f",
            ".f03",
            ".f08",
            ".f77",
            ".f95",
            ".for",
            ".fpp",
            ".go",
            ".hs",
            ".html",
            ".java",
            ".js",
            ".jl",
            ".lua",
            ".md",
            ".markdown",
            ".php",
            ".php3",
            ".php4",
            ".php5",
            ".phps",
            ".phpt",
            ".pl",
            ".pm",
            ".pod",
            ".perl",
            ".ps1",
            ".psd1",
            ".psm1",
            ".py",
            ".rb",
            ".rs",
            ".sql",
            ".scala",
            ".sh",
            ".bash",
            ".command",
            ".zsh",
            ".ts",
            ".tsx",
            ".tex",
            ".vb",
            "Dockerfile",
            "Makefile",
            ".xml",
            ".rst",
            ".m",
            ".smali");

    private final Map<String, CaseRunner> runners = new TreeMap<>();

    private DclmCases() {
        addFilters();
        addWordFilters();
        addRepetition();
        addModifiers();
        addLineModifiers();
        runners.put("dclm github_extension_filter", DclmCases::githubExtension);
        runners.put("dclm word_removal_ratio_filter", DclmCases::wordRemovalRatio);
        runners.put("dclm split_lines_modifier", DclmCases::splitLines);
        runners.put("dclm join_lines_modifier", DclmCases::joinLines);
    }

    static Map<String, CaseRunner> runners() {
        return new DclmCases().runners;
    }

    private void add(String rule, Function<CaseConfig, RuleFactory> factory) {
        runners.put("dclm " + rule, RuleCase.of(factory, Map.of("ldnoobw", "xxx\nbadterm\n")));
    }

    private void addFilters() {
        add(
                "line_length_filter",
                c -> new LineLengthConfig(
                        LineLengthType.valueOf(upper(c, "length_type", "max")), c.number("max_length", 1000)));
        add(
                "alphanumeric_char_ratio_filter",
                c -> new AlphanumericCharRatioConfig(c.number(
                        "max_alnum_ratio (page dropped when its alphanumeric share is below it)",
                        c.number("max_alnum_ratio", 0.25))));
        add("substring_filter", c -> {
            boolean listed = c.text("banlist_from_fname", "").contains("LDNOOBW");
            return new SubstringConfig(
                    c.texts("banlist", List.of()),
                    listed ? "ldnoobw" : "",
                    location(c),
                    c.flag("case_sensitive", false),
                    c.flag("exact_word", false));
        });
        add("bullet_count_filter", c -> new BulletCountConfig(c.number("max_bullet_start_ratio", 0.9)));
        add("ellipsis_count_filter", c -> new EllipsisCountConfig(c.number("max_ellipsis_end_ratio", 0.3)));
    }

    private void addWordFilters() {
        add(
                "page_length_filter",
                c -> new PageLengthConfig(
                        LengthType.valueOf(upper(c, "length_type", "word")),
                        c.integer("min_length", 1),
                        c.integer("max_length", ANY),
                        model(c),
                        c.flag("ignore_punctuation", false)));
        add("stop_word_filter", c -> new StopWordConfig(c.flag("count_unique", false), c.integer("min_stop_word", 2)));
        add("word_length_filter", c -> new WordLengthConfig(c.number("min_length", 0), c.number("max_length", ANY)));
        add("symbol_ratio_filter", c -> new SymbolRatioConfig(c.number("max_symbol_to_word_ratio", 0.1)));
        add("alphabetic_word_ratio_filter", c -> new AlphabeticWordRatioConfig(c.number("max_ratio", 0.2)));
    }

    private void addRepetition() {
        add("repetition_filter", c -> {
            boolean words = !c.isText("granularity");
            return new RepetitionConfig(
                    words ? Granularity.NGRAM : Granularity.valueOf(upper(c, "granularity", "line")),
                    words ? c.integer("granularity", 2) : 1,
                    c.number("max_fraction", 1),
                    c.flag("count_characters", true),
                    NgramCharRatio.valueOf(upper(c, "ngram_char_ratio", "by_length")),
                    c.flag("ignore_case", false));
        });
        add("massive_web_repetition_filters", c -> {
            List<NgramLimit> ngrams =
                    new ArrayList<>(List.of(new NgramLimit(2, 0.2), new NgramLimit(3, 0.18), new NgramLimit(4, 0.16)));
            for (int n = 5; n <= 10; n++) {
                ngrams.add(new NgramLimit(n, (20 - n) / 100.0));
            }
            return new MassiveWebRepetitionConfig(c.flag("skip_paragraph", false), 0.3, 0.3, 0.2, 0.2, ngrams);
        });
    }

    private void addModifiers() {
        add("newline_removal_modifier", c -> new NewlineRemovalConfig(c.integer("max_consecutive", 2)));
        add("url_removal_modifier", c -> new UrlRemovalConfig(true));
        add("citation_removal_modifier", c -> resources -> new CitationRemoval());
        add(
                "within_page_dedup",
                c -> new WithinPageDedupConfig(
                        DedupGranularity.valueOf(upper(c, "granularity", "line")), c.flag("normalize", true)));
    }

    private void addLineModifiers() {
        add(
                "substring_line_modifier",
                c -> new SubstringLineConfig(
                        c.texts("banlist", List.of()),
                        c.flag("case_sensitive", false),
                        location(c),
                        c.integer("max_length", 0),
                        c.flag("remove_substring_only", false)));
        add(
                "line_length_modifier",
                c -> new LineLengthModifierConfig(c.integer("min_length", 0), c.integer("max_length", ANY)));
        add("punctuation_line_modifier", c -> new PunctuationLineConfig(c.flag("remove_ellipses", false)));
        add(
                "word_length_modifier",
                c -> new WordLengthModifierConfig(
                        c.integer("max_length", 1000), model(c), c.flag("ignore_punctuation", false)));
        add("counter_line_modifier", c -> resources -> new CounterLine());
        add("uppercase_ratio_line_modifier", c -> new UppercaseRatioLineConfig(c.number("max_ratio", 0.5)));
        add("numeric_ratio_line_modifier", c -> new NumericRatioLineConfig(c.number("max_ratio", 1)));
    }

    /** The peer has the name of a file where we have the URL of a document. */
    private static CaseResult githubExtension(JsonNode testCase) throws Exception {
        CaseConfig config = new CaseConfig(testCase);
        GithubExtensionConfig rule = new GithubExtensionConfig(config.texts("allowed_extensions", GITHUB_EXTENSIONS));
        Optional<CaseResult> unknown = config.unknownOptions();
        JsonNode input = testCase.path("input");
        Document document = Document.of("id", input.path("filename").asText(""), "text");
        return unknown.orElse(
                RuleCase.judge(testCase.path("expected"), rules(rule).apply(document)));
    }

    /** The counts that the peer has in the page are signals with us. */
    private static CaseResult wordRemovalRatio(JsonNode testCase) throws Exception {
        if (testCase.path("expected").has("raises")) {
            return RuleCase.refused(testCase.path("input"));
        }
        CaseConfig config = new CaseConfig(testCase);
        WordRemovalRatioConfig rule = new WordRemovalRatioConfig(
                config.text("prev_word_count_key", ""),
                config.text("new_word_count_key", ""),
                config.number("max_removed_ratio", 0.05),
                model(config),
                config.flag("ignore_punctuation", true));
        Optional<CaseResult> unknown = config.unknownOptions();
        JsonNode input = testCase.path("input");
        Map<String, Double> counts = new TreeMap<>();
        input.fields().forEachRemaining(field -> {
            if (field.getValue().isNumber()) {
                counts.put(field.getKey(), field.getValue().asDouble());
            }
        });
        Document document = Document.of("id", "", input.path("text").asText("")).withSignals(counts);
        return unknown.orElse(
                RuleCase.judge(testCase.path("expected"), rules(rule).apply(document)));
    }

    /** A text in parts is no document of ours, but the parts are those of our rules for lines. */
    private static CaseResult splitLines(JsonNode testCase) {
        JsonNode text = testCase.path("input").path("text");
        if (!text.isTextual() || text.asText().isEmpty()) {
            return CaseResult.skipped("a document's text is one text, and no rule takes it apart");
        }
        List<String> parts = PythonText.parts(text.asText(), delimiter(testCase));
        return CaseResult.ofEqual(list(testCase.path("expected").path("text")), parts);
    }

    private static CaseResult joinLines(JsonNode testCase) {
        JsonNode text = testCase.path("input").path("text");
        if (!text.isArray() || text.isEmpty()) {
            return CaseResult.skipped("a document's text is one text, and no rule puts it together");
        }
        return CaseResult.ofEqual(
                testCase.path("expected").path("text").asText(), String.join(delimiter(testCase), list(text)));
    }

    private static String delimiter(JsonNode testCase) {
        return testCase.path("config").path("delimiter").asText("\n");
    }

    private static List<String> list(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static RuleSet rules(RuleFactory rule) throws Exception {
        return new RuleSet(List.of(rule.create(new NoResources())), true);
    }

    private static WordModel model(CaseConfig config) {
        return WordModel.valueOf(upper(config, "model", "fasttext"));
    }

    private static Location location(CaseConfig config) {
        return Location.valueOf(upper(config, "location", "any"));
    }

    private static String upper(CaseConfig config, String key, String preset) {
        return config.text(key, preset).toUpperCase(Locale.ROOT);
    }
}
