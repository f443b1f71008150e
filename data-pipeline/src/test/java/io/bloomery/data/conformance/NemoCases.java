package io.bloomery.data.conformance;

import io.bloomery.data.filter.nemo.AlphaConfig;
import io.bloomery.data.filter.nemo.BoilerplateStringConfig;
import io.bloomery.data.filter.nemo.BulletsConfig;
import io.bloomery.data.filter.nemo.CommonEnglishWordsConfig;
import io.bloomery.data.filter.nemo.DuplicateNgramLimit;
import io.bloomery.data.filter.nemo.EllipsisConfig;
import io.bloomery.data.filter.nemo.HistogramConfig;
import io.bloomery.data.filter.nemo.LineRemoverConfig;
import io.bloomery.data.filter.nemo.LinesOfCodeConfig;
import io.bloomery.data.filter.nemo.LongWordConfig;
import io.bloomery.data.filter.nemo.MarkdownRemover;
import io.bloomery.data.filter.nemo.MeanWordLengthConfig;
import io.bloomery.data.filter.nemo.NewlineNormalizer;
import io.bloomery.data.filter.nemo.NonAlphaNumericConfig;
import io.bloomery.data.filter.nemo.NumbersConfig;
import io.bloomery.data.filter.nemo.ParenthesesConfig;
import io.bloomery.data.filter.nemo.PornographicUrlsConfig;
import io.bloomery.data.filter.nemo.PunctuationConfig;
import io.bloomery.data.filter.nemo.QuotationRemover;
import io.bloomery.data.filter.nemo.RepeatedLinesCharConfig;
import io.bloomery.data.filter.nemo.RepeatedLinesConfig;
import io.bloomery.data.filter.nemo.RepeatedParagraphsCharConfig;
import io.bloomery.data.filter.nemo.RepeatedParagraphsConfig;
import io.bloomery.data.filter.nemo.RepeatingDuplicateNgramsConfig;
import io.bloomery.data.filter.nemo.RepeatingTopNgramsConfig;
import io.bloomery.data.filter.nemo.SlicerConfig;
import io.bloomery.data.filter.nemo.SubstringConfig;
import io.bloomery.data.filter.nemo.SubstringPosition;
import io.bloomery.data.filter.nemo.SymbolsToWordsConfig;
import io.bloomery.data.filter.nemo.TokenCountConfig;
import io.bloomery.data.filter.nemo.TopNgramLimit;
import io.bloomery.data.filter.nemo.UrlRemover;
import io.bloomery.data.filter.nemo.UrlsConfig;
import io.bloomery.data.filter.nemo.WhiteSpaceConfig;
import io.bloomery.data.filter.nemo.WordCountConfig;
import io.bloomery.data.filter.nemo.WordsWithoutAlphabetsConfig;
import io.bloomery.data.filter.nemo.XmlHeaderConfig;
import io.bloomery.data.normalize.HtmlUnescaping;
import io.bloomery.data.normalize.UnicodeForm;
import io.bloomery.data.normalize.UnicodeRepair;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Cases of NeMo Curator's filters and modifiers. */
final class NemoCases {

    private final Map<String, CaseRunner> runners = new TreeMap<>();

    private NemoCases() {
        addCharacterRules();
        addWordRules();
        addLineRules();
        addRepetition();
        addCodeRules();
        addModifiers();
    }

    static Map<String, CaseRunner> runners() {
        return new NemoCases().runners;
    }

    private void add(String rule, Function<CaseConfig, RuleFactory> factory) {
        runners.put("curator " + rule, RuleCase.of(factory));
    }

    private void addCharacterRules() {
        add("non_alpha_numeric", c -> new NonAlphaNumericConfig(c.number("max_non_alpha_numeric_to_text_ratio", 0.25)));
        add("numbers", c -> new NumbersConfig(c.number("max_number_to_text_ratio", 0.15)));
        add("urls", c -> new UrlsConfig(c.number("max_url_to_text_ratio", 0.2), urlRegex(c)));
        add("pornographic_urls", c -> new PornographicUrlsConfig(urlRegex(c)));
        add("white_space", c -> new WhiteSpaceConfig(c.number("max_white_space_ratio", 0.25)));
        add("parentheses", c -> new ParenthesesConfig(c.number("max_parentheses_ratio", 0.1)));
        add(
                "substring",
                c -> new SubstringConfig(
                        c.text("substring", ""),
                        SubstringPosition.valueOf(c.text("position", "any").toUpperCase(Locale.ROOT))));
        add("histogram", c -> new HistogramConfig(lang(c), c.number("threshold", 0.8), ""));
    }

    private void addWordRules() {
        add("symbols_to_words", c -> new SymbolsToWordsConfig(c.number("max_symbol_to_word_ratio", 0.1), lang(c)));
        add("long_word", c -> new LongWordConfig(c.integer("max_word_length", 1000), lang(c)));
        add(
                "word_count",
                c -> new WordCountConfig(c.integer("min_words", 50), c.integer("max_words", 100000), lang(c)));
        add(
                "mean_word_length",
                c -> new MeanWordLengthConfig(
                        c.number("min_mean_word_length", 3), c.number("max_mean_word_length", 10), lang(c)));
        add("common_english_words", c -> {
            c.flag("stop_at_false", true); // whether the peer stops counting at the limit: same verdict
            return new CommonEnglishWordsConfig(c.integer("min_num_common_words", 2));
        });
        add(
                "words_without_alphabets",
                c -> new WordsWithoutAlphabetsConfig(c.number("min_words_with_alphabets", 0.8), lang(c)));
        add("token_count", c -> {
            boolean words = c.text("tokenizer", "").equals("whitespace split");
            return new TokenCountConfig(
                    c.integer("min_tokens", 0), c.integer("max_tokens", Integer.MAX_VALUE), words ? "" : "absent");
        });
    }

    private void addLineRules() {
        add("boilerplate_string", c -> {
            c.flag("remove_if_at_top_or_bottom", true); // the peer's filter does not use it
            return new BoilerplateStringConfig(c.number("max_boilerplate_string_ratio", 0.4));
        });
        add("bullets", c -> new BulletsConfig(c.number("max_bullet_lines_ratio", 0.9)));
        add("punctuation", c -> new PunctuationConfig(c.number("max_num_sentences_without_endmark_ratio", 0.85)));
        add("ellipsis", c -> new EllipsisConfig(c.number("max_num_lines_ending_with_ellipsis_ratio", 0.3)));
    }

    private void addRepetition() {
        add("repeated_lines", c -> new RepeatedLinesConfig(c.number("max_repeated_line_fraction", 0.7)));
        add("repeated_paragraphs", c -> new RepeatedParagraphsConfig(c.number("max_repeated_paragraphs_ratio", 0.7)));
        add("repeated_lines_char", c -> new RepeatedLinesCharConfig(c.number("max_repeated_lines_char_ratio", 0.8)));
        add(
                "repeated_paragraphs_char",
                c -> new RepeatedParagraphsCharConfig(c.number("max_repeated_paragraphs_char_ratio", 0.8)));
        add("repeating_top_ngrams", c -> {
            TopNgramLimit limit = new TopNgramLimit(c.integer("n", 2), c.number("max_repeating_ngram_ratio", 0.2));
            return new RepeatingTopNgramsConfig(List.of(limit), lang(c));
        });
        add("repeating_duplicate_ngrams", c -> {
            DuplicateNgramLimit limit =
                    new DuplicateNgramLimit(c.integer("n", 2), c.number("max_repeating_duplicate_ngram_ratio", 0.2));
            return new RepeatingDuplicateNgramsConfig(List.of(limit), lang(c));
        });
    }

    private void addCodeRules() {
        add(
                "number_of_lines_of_code",
                c -> new LinesOfCodeConfig(c.integer("min_lines", 10), c.integer("max_lines", 20_000)));
        add("xml_header", c -> new XmlHeaderConfig(c.integer("char_prefix_search_length", 100)));
        add("alpha", c -> new AlphaConfig(c.number("min_alpha_ratio", 0.25)));
    }

    private void addModifiers() {
        add("newline_normalizer", c -> resources -> new NewlineNormalizer());
        add("url_remover", c -> resources -> new UrlRemover());
        add("quotation_remover", c -> resources -> new QuotationRemover());
        add("markdown_remover", c -> resources -> new MarkdownRemover());
        add("unicode_reformatter", NemoCases::unicodeReformatter);
        add("line_remover", c -> new LineRemoverConfig(c.texts("args", c.texts("patterns", List.of()))));
        add(
                "slicer",
                c -> new SlicerConfig(
                        c.isText("left") ? c.text("left", "") : "",
                        c.integer("left", 0),
                        c.isText("right") ? c.text("right", "") : "",
                        c.integer("right", Integer.MAX_VALUE),
                        c.flag("include_left", true),
                        c.flag("include_right", true),
                        c.flag("strip", true)));
    }

    private static RuleFactory unicodeReformatter(CaseConfig c) {
        String html = c.text("unescape_html", "auto");
        UnicodeRepair repair = new UnicodeRepair(
                html.equals("auto")
                        ? HtmlUnescaping.AUTO
                        : html.equals("true") ? HtmlUnescaping.ALWAYS : HtmlUnescaping.NEVER,
                c.flag("remove_terminal_escapes", true),
                c.flag("fix_encoding", true),
                c.flag("restore_byte_a0", true),
                c.flag("replace_lossy_sequences", true),
                c.flag("decode_inconsistent_utf8", true),
                c.flag("fix_c1_controls", true),
                c.flag("fix_latin_ligatures", false),
                c.flag("fix_character_width", false),
                c.flag("uncurl_quotes", false),
                c.flag("fix_line_breaks", false),
                c.flag("fix_surrogates", true),
                c.flag("remove_control_chars", true),
                UnicodeForm.valueOf(c.text("normalization", "NONE")),
                c.integer("max_decode_length", 1_000_000));
        return resources -> new TextRule(repair::repair);
    }

    private static String lang(CaseConfig config) {
        return config.text("lang", "en");
    }

    private static String urlRegex(CaseConfig config) {
        return config.text("url_regex", "");
    }
}
