package io.bloomery.data.filter.nemo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.re2j.PatternSyntaxException;
import io.bloomery.data.document.Document;
import io.bloomery.data.normalize.HtmlUnescaping;
import io.bloomery.data.normalize.UnicodeForm;
import io.bloomery.data.normalize.UnicodeRepair;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NemoRulesTest {

    private static final NemoRules RULES = new NemoRules(
            new NonAlphaNumericConfig(0.25),
            new SymbolsToWordsConfig(0.1, "en"),
            new NumbersConfig(0.15),
            new UrlsConfig(0.2, ""),
            new WhiteSpaceConfig(0.25),
            new ParenthesesConfig(0.1),
            new BoilerplateStringConfig(0.4),
            new RepeatedLinesConfig(0.7),
            new RepeatedParagraphsConfig(0.7),
            new RepeatedLinesCharConfig(0.8),
            new RepeatedParagraphsCharConfig(0.8),
            new WordCountConfig(2, 4, "en"),
            new PunctuationConfig(0.85),
            new WordsWithoutAlphabetsConfig(0.8, "en"),
            new CommonEnglishWordsConfig(2),
            new MeanWordLengthConfig(3, 10, "en"),
            new LongWordConfig(1000, "en"),
            new EllipsisConfig(0.3),
            new RepeatingTopNgramsConfig(List.of(new TopNgramLimit(2, 0.2), new TopNgramLimit(3, 0.18)), "en"),
            new RepeatingDuplicateNgramsConfig(
                    List.of(new DuplicateNgramLimit(2, 0.2), new DuplicateNgramLimit(5, 0.15)), "en"),
            new BulletsConfig(0.9),
            new PornographicUrlsConfig(""),
            new SubstringConfig("ore", SubstringPosition.PREFIX),
            new HistogramConfig("zh", 0.8, ""),
            new TokenCountConfig(1, 3, ""),
            new CodeRules(
                    new LinesOfCodeConfig(2, 3),
                    new XmlHeaderConfig(20),
                    new AlphaConfig(0.5),
                    new TokenizerFertilityConfig("", 2.5)),
            new LineRemoverConfig(List.of("Remove me")),
            new SlicerConfig("", 1, "", -1, true, true, true),
            new BoilerplateRemoverConfig(true),
            new UnicodeRepair(
                    HtmlUnescaping.AUTO,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    UnicodeForm.NFC,
                    1_000_000));

    @ParameterizedTest
    @MethodSource("names")
    void keepsTheContractOfRules(String name) throws IOException, ClassNotFoundException {
        RuleContract.verify(RULES.factories().get(name).create(new NoResources()));
    }

    static Stream<String> names() {
        return RULES.factories().keySet().stream();
    }

    @ParameterizedTest(name = "{0} of [{1}] is {2}")
    @MethodSource
    void measures(String name, String text, double expected) throws IOException {
        assertThat(signal(RULES.factories().get(name), "nemo-" + name.replace('.', '-'), text))
                .isCloseTo(expected, within(1e-12));
    }

    static Stream<Arguments> measures() {
        return Stream.of(
                Arguments.of("non-alpha-numeric", "a-b 1?\n", 2 / 7.0),
                Arguments.of("non-alpha-numeric", "", 1),
                Arguments.of("numbers", "a1٣²", 0.5),
                Arguments.of("white-space", "a\tb\u00a0c \b", 3 / 7.0),
                Arguments.of("parentheses", "(⟨a]}", 0.8),
                Arguments.of("symbols-to-words", "one … ## # a##b [...] x", 3 / 7.0),
                Arguments.of("symbols-to-words", " ", 1),
                Arguments.of("urls", "http://x.com<bad>", 12 / 17.0),
                Arguments.of("urls", "https://a.b/c?d=e#f~g <h", 21 / 24.0),
                Arguments.of("urls", "HTTP://a.b 😀", 0),
                Arguments.of("pornographic-urls", "http://porn.example http://b.example", 1),
                Arguments.of("boilerplate-string", "a\n\nOur Privacy Policy\n\nb\n\nc", 0.25),
                Arguments.of("boilerplate-string", "a\n\nLorem Ipsum", 1),
                Arguments.of("bullets", "• a\n\n ‣ b\n- c\n* d", 0.5),
                Arguments.of("punctuation", "a.\nb\nc' \n\nd!", 0.25),
                Arguments.of("ellipsis", "a...\nb [...]\nRead more\nc", 0.75),
                Arguments.of("common-english-words", "the The and and", 3),
                Arguments.of("words-without-alphabets", "a1 1 中 --", 0.5),
                Arguments.of("mean-word-length", "a 😀😀", 1.5),
                Arguments.of("long-word", "ab 😀😀😀", 3),
                Arguments.of("word-count", "a b\u00a0c", 3),
                Arguments.of("repeated-lines", "a\na\n a\n\nb", 0.75),
                Arguments.of("repeated-paragraphs", "a\n\na\n\nb\n\n", 0.75),
                Arguments.of("repeated-paragraphs", " \n\n ", 0),
                Arguments.of("repeated-lines-char", "aa\naa\nb", 3 / 5.0),
                Arguments.of("repeated-paragraphs-char", "aa\n\naa\n\nb", 3 / 5.0),
                Arguments.of("substring", "ore and iron", 1),
                Arguments.of("substring", "iron ore", 0),
                Arguments.of("token-count", "a b c", 3),
                Arguments.of("code.lines", "a\nb\n", 3),
                Arguments.of("code.lines", "", 1),
                Arguments.of("code.xml-header", "😀😀    <?xml version=1>", 1),
                Arguments.of("code.xml-header", "😀😀     <?xml version=1>", 0),
                Arguments.of("code.alpha", "ab1 é\n", 0.5),
                Arguments.of("code.alpha", "", 0),
                Arguments.of("code.tokenizer-fertility", "abcd ef", 3.5),
                Arguments.of("code.tokenizer-fertility", " ", -1),
                Arguments.of("histogram", "你好。hello", 3 / 8.0));
    }

    @Test
    void countsWordsAndWhiteSpaceOfChineseAsJiebaDoes() throws IOException {
        WordCountConfig config = new WordCountConfig(1, 10, "zh");

        assertThat(signal(config, "nemo-word-count", "我喜欢学习中文。")).isEqualTo(5);
        assertThat(signal(config, "nemo-word-count", "你好。\r\n 你好")).isEqualTo(5);
        assertThat(signal(new MeanWordLengthConfig(1, 10, "zh"), "nemo-mean-word-length", "委员会 "))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "a b c d e f, 3 / 11", // the first of sequences that are equally frequent
        "a b . a b, 6 / 9",
        "a b x a  b, 3 / 10", // two spaces are not the joined sequence
        "a, 1"
    })
    void measuresTheMostFrequentSequence(String text, String expected) throws IOException {
        assertThat(signal(RULES.repeatingTopNgrams(), "nemo-repeating-top-2grams", text))
                .isCloseTo(fraction(expected), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"a a b b a a b b, 7 / 15", "a a a a this should be fine as well, 5 / 35", "a b c, 0", "a, 1"})
    void measuresRepeatedSequencesOnce(String text, String expected) throws IOException {
        assertThat(signal(RULES.repeatingDuplicateNgrams(), "nemo-repeating-duplicate-2grams", text))
                .isCloseTo(fraction(expected), within(1e-12));
    }

    @Test
    void keepsADocumentExactlyAtTheLimit() throws IOException {
        RuleSet words = new RuleSet(List.of(RULES.wordCount().create(new NoResources())), true);
        assertThat(outcome(words, "a b")).isEqualTo("keep");
        assertThat(outcome(words, "a b c d")).isEqualTo("keep");
        assertThat(outcome(words, "a")).isEqualTo("nemo-word-count 1.0 2.0");
        assertThat(outcome(words, "a b c d e")).isEqualTo("nemo-word-count 5.0 4.0");
    }

    @Test
    void dropsALanguageExactlyAtTheThreshold() throws IOException {
        RuleSet histogram = new RuleSet(List.of(RULES.histogram().create(new NoResources())), true);
        assertThat(outcome(histogram, "你好你好a")).isEqualTo("nemo-histogram 0.8 0.8");
        assertThat(outcome(histogram, "你好你好好a")).isEqualTo("keep");
    }

    @Test
    void readsAHistogramUpToItsEnd() throws IOException {
        String file = "a\t10\nb\t9\n]\t1\nc\t1\n";
        RuleFactory histogram = new HistogramConfig("en", 0.5, "en.hist");
        double share = signal(histogram, "nemo-histogram", "abcc", Map.of("en.hist", file));
        assertThat(share).isEqualTo(0.5);
    }

    @Test
    void refusesAnExpressionThatIsNone() {
        assertThatThrownBy(() -> new UrlsConfig(0.2, "(").create(new NoResources()))
                .isInstanceOf(PatternSyntaxException.class);
    }

    private static double fraction(String text) {
        String[] parts = text.split(" / ", 2);
        return Double.parseDouble(parts[0]) / (parts.length > 1 ? Double.parseDouble(parts[1]) : 1);
    }

    private static double signal(RuleFactory rule, String signal, String text) throws IOException {
        return signal(rule, signal, text, Map.of());
    }

    private static double signal(RuleFactory rule, String signal, String text, Map<String, String> files)
            throws IOException {
        Draft draft = Draft.of(text);
        rule.create(new Files(files)).apply(draft);
        return draft.signal(signal).orElseThrow();
    }

    private static String outcome(RuleSet rules, String text) {
        return rules.apply(Document.of("id", "", text))
                .fold(kept -> "keep", dropped -> dropped.rule() + " " + dropped.measured() + " " + dropped.limit());
    }

    private record Files(Map<String, String> contents) implements ResourceReader {

        @Override
        public InputStream open(String path) {
            return new ByteArrayInputStream(contents.get(path).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> files(String path) {
            return List.of(path);
        }
    }
}
