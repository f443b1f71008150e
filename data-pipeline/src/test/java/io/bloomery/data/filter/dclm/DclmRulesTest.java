package io.bloomery.data.filter.dclm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.NoResources;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleContract;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.RuleSet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DclmRulesTest {

    private static final int ANY = Integer.MAX_VALUE;
    private static final DclmRules RULES = new DclmRules(
            new GithubExtensionConfig(List.of(".py", "Makefile")),
            new LineLengthConfig(LineLengthType.AVG, 1000),
            new AlphanumericCharRatioConfig(0.25),
            new PageLengthConfig(LengthType.WORD, 2, 4, WordModel.FASTTEXT, true),
            new SubstringConfig(List.of("lorem ipsum", "{"), "", Location.ANY, false, false),
            new BulletCountConfig(0.9),
            new EllipsisCountConfig(0.3),
            new StopWordConfig(true, 2),
            new WordLengthConfig(3, 10),
            new SymbolRatioConfig(0.1),
            new AlphabeticWordRatioConfig(0.2),
            new WordCounterConfig("words-before", WordModel.FASTTEXT, true),
            new WordRemovalRatioConfig("words-before", "", 0.05, WordModel.FASTTEXT, true),
            new RepetitionConfig(Granularity.NGRAM, 5, 0.15, true, NgramCharRatio.BY_LENGTH, true),
            new MassiveWebRepetitionConfig(
                    false, 0.3, 0.3, 0.2, 0.2, List.of(new NgramLimit(2, 0.2), new NgramLimit(5, 0.15))),
            new SubstringLineConfig(List.of("items in cart"), false, Location.ANY, 10, true),
            new SubstringLineConfig(List.of("Read more..."), false, Location.SUFFIX, 10, true),
            new SubstringLineConfig(List.of("Sign-in"), false, Location.PREFIX, 10, true),
            new LineLengthModifierConfig(2, ANY),
            new PunctuationLineConfig(true),
            new WordLengthModifierConfig(10, WordModel.SPLIT, true),
            new UppercaseRatioLineConfig(0.5),
            new NumericRatioLineConfig(0.999999),
            new NewlineRemovalConfig(2),
            new UrlRemovalConfig(true),
            new WithinPageDedupConfig(DedupGranularity.LINE, true));

    @ParameterizedTest
    @MethodSource("names")
    void keepsTheContractOfRules(String name) throws IOException, ClassNotFoundException {
        RuleContract.verify(RULES.factories().get(name).create(new NoResources()));
    }

    static Stream<String> names() {
        return RULES.factories().keySet().stream().filter(name -> !name.equals("word-removal-ratio"));
    }

    @ParameterizedTest(name = "{0} of [{1}] is {2}")
    @MethodSource
    void measures(String name, String text, double expected) throws IOException {
        Draft draft = Draft.of(text);
        RULES.factories().get(name).create(new NoResources()).apply(draft);
        assertThat(draft.signal("dclm-" + name).orElseThrow()).isCloseTo(expected, within(1e-12));
    }

    static Stream<Arguments> measures() {
        return Stream.of(
                Arguments.of("line-length", "ab\r\nabcd\u2028\n", 2),
                Arguments.of("line-length", "", ANY),
                Arguments.of("alphanumeric-char-ratio", "a½中_", 0.75),
                Arguments.of("alphanumeric-char-ratio", "", -1),
                Arguments.of("page-length", "a\u00a0b c\n. 😀 1", 3),
                Arguments.of("substring", "Lorem Ipsum", 1),
                Arguments.of("substring", "a { b", 1),
                Arguments.of("substring", "lorem  ipsum", 0),
                Arguments.of("bullet-count", "- a\n\n ● b\nc - d\n* e", 0.75),
                Arguments.of("bullet-count", "", 0),
                Arguments.of("ellipsis-count", "a...\nb. . . \nc…\nd.", 0.75),
                Arguments.of("stop-word", "The the BE thebe", 2),
                Arguments.of("word-length", "a 😀😀", 1.5),
                Arguments.of("word-length", " ", -1),
                Arguments.of("symbol-ratio", "#a b... . . . …", 4 / 6.0),
                Arguments.of("alphabetic-word-ratio", "a1 1 -- 中", 0.5),
                Arguments.of("alphabetic-word-ratio", "", 2),
                Arguments.of("repetition", "a b c d e A B C D E", 1),
                Arguments.of("repetition", "a b c d", 0),
                Arguments.of("repetition", "", 2));
    }

    @ParameterizedTest(name = "{0} of [{1}] leaves [{2}]")
    @MethodSource
    void rewrites(String name, String text, String left) throws IOException {
        assertThat(rewritten(RULES.factories().get(name), text)).isEqualTo(left);
    }

    static Stream<Arguments> rewrites() {
        return Stream.of(
                Arguments.of("items-in-cart", "7 items in cart now\n items in cart \nb\n", "7 now\nb"),
                Arguments.of(
                        "read-more", "Please read more...\n  read more...\nRead more...and", "Please\nRead more...and"),
                Arguments.of("sign-in", "Sign-in for all\nsign-in \nNo sign-in", "for all\nNo sign-in"),
                Arguments.of("line-length-modifier", "a\n\nb c\n d ", "\nb c"),
                Arguments.of("punctuation-line", "a.\nb\n\nc... \nd!  ", "a.\n\nd!  "),
                Arguments.of("word-length-modifier", "abcdefghijk a\nb", "b"),
                Arguments.of("uppercase-ratio-line", "ABc\nAb\n", "Ab"),
                Arguments.of("numeric-ratio-line", "12\n1a\n", "1a"),
                Arguments.of("counter-line", "3 likes\n- 5.1M   views!\n3 views a", "3 views a"),
                Arguments.of("citation-removal", "a[12] b[edit][] c[x]", "a b c[x]"),
                Arguments.of("newline-removal", "a\n\n\n\nb\n\nc", "a\n\nb\n\nc"),
                Arguments.of("within-page-dedup", "a\nb\n A \n\n\nb", "a\nb\n\n"));
    }

    @Test
    void dropsWhatAModifierLeavesNothingOf() throws IOException {
        assertThat(outcome(RULES.uppercaseRatioLine(), "ABC\n")).isEqualTo("dclm-uppercase-ratio-line 0.0 1.0");
        assertThat(outcome(RULES.uppercaseRatioLine(), "Abc")).isEqualTo("keep");
    }

    @Test
    void keepsADocumentExactlyAtTheLimit() throws IOException {
        assertThat(outcome(RULES.pageLength(), "a b")).isEqualTo("keep");
        assertThat(outcome(RULES.pageLength(), "a b c d")).isEqualTo("keep");
        assertThat(outcome(RULES.pageLength(), "a")).isEqualTo("dclm-page-length 1.0 2.0");
        assertThat(outcome(RULES.pageLength(), "a b c d e")).isEqualTo("dclm-page-length 5.0 4.0");
    }

    @Test
    void takesTheLongestOfTheMostFrequentSequences() throws IOException {
        Draft draft = Draft.of("a b a b a b ab cd ab cd ab cd abc def abc def");
        RULES.massiveWebRepetition().create(new NoResources()).apply(draft);
        assertThat(draft.signal("dclm-repeated-2grams").orElseThrow()).isCloseTo(12 / 30.0, within(1e-12));
    }

    @Test
    void countsEveryCopyOfALine() throws IOException {
        Draft draft = Draft.of("aa\naa\n\nb");
        RULES.massiveWebRepetition().create(new NoResources()).apply(draft);
        assertThat(draft.signal("dclm-repeated-lines").orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(draft.signal("dclm-repeated-lines-char").orElseThrow()).isCloseTo(4 / 5.0, within(1e-12));
        assertThat(draft.signal("dclm-repeated-paragraphs").orElseThrow()).isZero();
    }

    @Test
    void dropsADocumentThatLosesTooManyWords() throws IOException {
        Rule before = RULES.wordCounter().create(new NoResources());
        Rule lines = RULES.uppercaseRatioLine().create(new NoResources());
        Rule after = RULES.wordRemovalRatio().create(new NoResources());
        RuleSet rules = new RuleSet(List.of(before, lines, after), true);
        String kept = "word ".repeat(95) + "\n";
        assertThat(outcome(rules, kept + "AB AB AB AB AB")).isEqualTo("keep");
        assertThat(outcome(rules, kept + "AB AB AB AB AB AB")).startsWith("dclm-word-removal-ratio 0.059");
    }

    @Test
    void refusesToCompareWordsThatNobodyCounted() throws IOException {
        Rule after = RULES.wordRemovalRatio().create(new NoResources());
        assertThatThrownBy(() -> after.apply(Draft.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no rule of the profile stores words-before before dclm.word-removal-ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxx", "a xxx.", "xxx\n"})
    void findsWholeWords(String text) {
        assertThat(new BannedText(List.of("xxx"), Location.ANY, false, true).isIn(text))
                .isTrue();
        assertThat(new BannedText(List.of("xxx"), Location.SUFFIX, false, true).isIn("éxxx"))
                .isFalse();
    }

    private static String rewritten(RuleFactory rule, String text) throws IOException {
        Draft draft = Draft.of(text);
        rule.create(new NoResources()).apply(draft);
        return draft.text();
    }

    private static String outcome(RuleFactory rule, String text) throws IOException {
        return outcome(new RuleSet(List.of(rule.create(new NoResources())), true), text);
    }

    private static String outcome(RuleSet rules, String text) {
        return rules.apply(Document.of("id", "", text))
                .fold(kept -> "keep", dropped -> dropped.rule() + " " + dropped.measured() + " " + dropped.limit());
    }
}
