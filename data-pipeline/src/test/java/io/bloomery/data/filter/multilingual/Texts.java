package io.bloomery.data.filter.multilingual;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents, verdicts and configurations the filter tests share. */
final class Texts {

    private Texts() {}

    static Document document(String text) {
        return Document.of("id", "http://example.org/", text);
    }

    static Verdict judge(Rule rule, String text) {
        return judge(rule, document(text));
    }

    static Verdict judge(Rule rule, Document document) {
        return new RuleSet(List.of(rule), true).apply(document);
    }

    /** "keep", or rule, measured number and limit. */
    static String outcome(Verdict verdict) {
        return verdict.fold(
                kept -> "keep", dropped -> dropped.rule() + " " + dropped.measured() + " " + dropped.limit());
    }

    static String outcome(Rule rule, String text) {
        return outcome(judge(rule, text));
    }

    /** That many different words of five letters. */
    static String words(int count) {
        return IntStream.range(0, count).mapToObj(Texts::word).collect(Collectors.joining(" "));
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder("wxyz");
        for (int rest = number, i = 0; i < 4; i++, rest /= 26) {
            word.setCharAt(i, (char) ('a' + rest % 26));
        }
        return word + "s";
    }

    /** The limits of the papers. */
    static MultilingualRules published() {
        return new MultilingualRules(
                new ShortTextConfig(100),
                new WordCountConfig(50, 100_000),
                new MeanWordLengthConfig(3, 10),
                new SymbolRatioConfig(0.1, 0.1),
                new BulletLinesConfig(0.9),
                new EllipsisLinesConfig(0.3),
                new AlphabeticWordsConfig(0.8),
                new StopWordsConfig(2),
                new RepeatedLinesConfig(0.3, 0.2),
                new RepeatedParagraphsConfig(0.3, 0.2),
                new TopNgramConfig(0.2, 0.18, 0.16),
                new DuplicateNgramsConfig(0.15, 0.14, 0.13, 0.12, 0.11, 0.10));
    }
}
