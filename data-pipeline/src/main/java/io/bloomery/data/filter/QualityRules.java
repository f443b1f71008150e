package io.bloomery.data.filter;

import io.bloomery.data.language.LanguageStep;
import io.bloomery.data.normalize.TextNormalizer;
import io.bloomery.data.step.Pipeline;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cleaning pipeline and the signals it leaves; cheap rules stand before dear ones. */
public final class QualityRules {

    private static final List<String> SIGNALS = Stream.concat(
                    Stream.of(
                            ShortTextFilter.RULE,
                            WordCountFilter.SIGNAL,
                            MeanWordLengthFilter.SIGNAL,
                            SymbolRatioFilter.HASHES,
                            SymbolRatioFilter.ELLIPSES,
                            BulletLinesFilter.RULE,
                            EllipsisLinesFilter.RULE,
                            AlphabeticWordsFilter.RULE,
                            StopWordsFilter.RULE,
                            RepeatedLinesFilter.RULE,
                            RepeatedLinesFilter.CHARACTERS,
                            RepeatedParagraphsFilter.RULE,
                            RepeatedParagraphsFilter.CHARACTERS,
                            TopNgramFilter.BIGRAM,
                            TopNgramFilter.TRIGRAM,
                            TopNgramFilter.FOURGRAM),
                    IntStream.rangeClosed(DuplicateNgramsFilter.SHORTEST, DuplicateNgramsFilter.LONGEST)
                            .mapToObj(DuplicateNgramsFilter::rule))
            .toList();

    private QualityRules() {}

    /** Normalization, language identification and every quality rule, in this order. */
    public static Pipeline pipeline(CleanConfig config) {
        return new Pipeline(List.of(
                new TextNormalizer(),
                new ShortTextFilter(config.shortText()), // before language, of which an empty page has none
                new LanguageStep(config.language()),
                new WordCountFilter(config.wordCount()),
                new MeanWordLengthFilter(config.meanWordLength()),
                new SymbolRatioFilter(config.symbolRatio()),
                new BulletLinesFilter(config.bulletLines()),
                new EllipsisLinesFilter(config.ellipsisLines()),
                new AlphabeticWordsFilter(config.alphabeticWords()),
                new StopWordsFilter(config.stopWords()),
                new RepeatedLinesFilter(config.repeatedLines()),
                new RepeatedParagraphsFilter(config.repeatedParagraphs()),
                new TopNgramFilter(config.topNgram()),
                new DuplicateNgramsFilter(config.duplicateNgrams())));
    }

    /** The signals of a document that passed every rule, in the order in which the rules leave them. */
    public static List<String> signalNames() {
        return SIGNALS;
    }
}
