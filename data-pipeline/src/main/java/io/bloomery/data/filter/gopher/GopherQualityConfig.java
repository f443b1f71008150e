package io.bloomery.data.filter.gopher;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.gopher.quality}; 0 turns a limit off.
 *
 * @param minDocWords {@code min-doc-words}: fewest words that are more than punctuation
 * @param maxDocWords {@code max-doc-words}: most words that are more than punctuation
 * @param minAvgWordLength {@code min-avg-word-length}: smallest mean length of those words, in characters
 * @param maxAvgWordLength {@code max-avg-word-length}: largest mean length of those words, in characters
 * @param maxSymbolWordRatio {@code max-symbol-word-ratio}: most hash signs, and most ellipses, per word
 * @param maxBulletLinesRatio {@code max-bullet-lines-ratio}: largest share of lines that begin with a bullet
 * @param maxEllipsisLinesRatio {@code max-ellipsis-lines-ratio}: largest share of lines that end with an ellipsis
 * @param maxNonAlphaWordsRatio {@code max-non-alpha-words-ratio}: smallest share of words with a letter; datatrove's
 *     name says the contrary
 * @param minStopWords {@code min-stop-words}: fewest different stop words
 * @param stopWords {@code stop-words}: the stop words, case-sensitive
 */
public record GopherQualityConfig(
        int minDocWords,
        int maxDocWords,
        double minAvgWordLength,
        double maxAvgWordLength,
        double maxSymbolWordRatio,
        double maxBulletLinesRatio,
        double maxEllipsisLinesRatio,
        double maxNonAlphaWordsRatio,
        int minStopWords,
        List<String> stopWords)
        implements Serializable {

    public GopherQualityConfig {
        checkNotNegative("min-doc-words", minDocWords);
        checkNotNegative("max-doc-words", maxDocWords);
        checkNotNegative("min-avg-word-length", minAvgWordLength);
        checkNotNegative("max-avg-word-length", maxAvgWordLength);
        checkNotNegative("max-symbol-word-ratio", maxSymbolWordRatio);
        checkNotNegative("max-bullet-lines-ratio", maxBulletLinesRatio);
        checkNotNegative("max-ellipsis-lines-ratio", maxEllipsisLinesRatio);
        checkNotNegative("max-non-alpha-words-ratio", maxNonAlphaWordsRatio);
        checkNotNegative("min-stop-words", minStopWords);
        stopWords = List.copyOf(stopWords);
        checkOrder("doc-words", minDocWords, maxDocWords);
        checkOrder("avg-word-length", minAvgWordLength, maxAvgWordLength);
    }

    private static void checkNotNegative(String key, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(key + " must not be negative but is " + value);
        }
    }

    private static void checkOrder(String key, double least, double most) {
        if (most > 0 && least > most) {
            throw new IllegalArgumentException(
                    "max-" + key + " is " + most + ", below min-" + key + " " + least + ", so nothing could be kept");
        }
    }
}
