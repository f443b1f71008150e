package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.extract.ExtractConfig;
import io.bloomery.data.language.LanguageConfig;
import java.io.Serializable;

/**
 * HOCON: {@code clean}; everything that decides what becomes of a page between the crawl and the document table.
 *
 * @param input {@code input}: glob of WARC files to clean; empty means the table that the crawl published
 */
public record CleanConfig(
        String input,
        ExtractConfig extract,
        LanguageConfig language,
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

    public CleanConfig {
        requireNonNull(input, "input");
        requireNonNull(extract, "extract");
        requireNonNull(language, "language");
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
}
