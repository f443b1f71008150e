package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.RuleFactory;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HOCON: {@code clean.rules.multilingual}; the rules of Rae et al. 2021 (Gopher), table A1, with a meaning of word, line
 * and paragraph that holds for scripts with and without spaces.
 */
public record MultilingualRules(
        ShortTextConfig shortText,
        WordCountConfig wordCount,
        MeanWordLengthConfig meanWordLength,
        SymbolRatioConfig symbolRatio,
        BulletLinesConfig bulletLines,
        EllipsisLinesConfig ellipsisLines,
        AlphabeticWordsConfig alphabeticWords,
        StopWordsConfig stopWords,
        RepeatedLinesConfig repeatedLines,
        RepeatedParagraphsConfig repeatedParagraphs,
        TopNgramConfig topNgram,
        DuplicateNgramsConfig duplicateNgrams)
        implements Serializable {

    public MultilingualRules {
        requireNonNull(shortText, "short-text");
        requireNonNull(wordCount, "word-count");
        requireNonNull(meanWordLength, "mean-word-length");
        requireNonNull(symbolRatio, "symbol-ratio");
        requireNonNull(bulletLines, "bullet-lines");
        requireNonNull(ellipsisLines, "ellipsis-lines");
        requireNonNull(alphabeticWords, "alphabetic-words");
        requireNonNull(stopWords, "stop-words");
        requireNonNull(repeatedLines, "repeated-lines");
        requireNonNull(repeatedParagraphs, "repeated-paragraphs");
        requireNonNull(topNgram, "top-ngram");
        requireNonNull(duplicateNgrams, "duplicate-ngrams");
    }

    /** The rules of this family by name. */
    public Map<String, RuleFactory> factories() {
        Map<String, RuleFactory> factories = new LinkedHashMap<>();
        factories.put("short-text", resources -> new ShortTextFilter(shortText));
        factories.put("word-count", resources -> new WordCountFilter(wordCount));
        factories.put("mean-word-length", resources -> new MeanWordLengthFilter(meanWordLength));
        factories.put("symbol-ratio", resources -> new SymbolRatioFilter(symbolRatio));
        factories.put("bullet-lines", resources -> new BulletLinesFilter(bulletLines));
        factories.put("ellipsis-lines", resources -> new EllipsisLinesFilter(ellipsisLines));
        factories.put("alphabetic-words", resources -> new AlphabeticWordsFilter(alphabeticWords));
        factories.put("stop-words", resources -> new StopWordsFilter(stopWords));
        factories.put("repeated-lines", resources -> new RepeatedLinesFilter(repeatedLines));
        factories.put("repeated-paragraphs", resources -> new RepeatedParagraphsFilter(repeatedParagraphs));
        factories.put("top-ngram", resources -> new TopNgramFilter(topNgram));
        factories.put("duplicate-ngrams", resources -> new DuplicateNgramsFilter(duplicateNgrams));
        return factories;
    }
}
