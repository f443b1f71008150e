package io.bloomery.data.filter.dolma;

import io.bloomery.data.filter.gopher.NgramLimit;
import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.dolma.gopher}; shares in [0, 1], named as Dolma names what it measures.
 *
 * @param minWordCount {@code min-word-count}: fewest words
 * @param maxWordCount {@code max-word-count}: most words
 * @param minMedianWordLength {@code min-median-word-length}: smallest median length of words, in characters
 * @param maxMedianWordLength {@code max-median-word-length}: largest median length of words, in characters
 * @param maxSymbolToWordRatio {@code max-symbol-to-word-ratio}: largest share of words with a hash sign or an ellipsis
 * @param minFractionOfWordsWithAlphaCharacter {@code min-fraction-of-words-with-alpha-character}
 * @param minRequiredWordCount {@code min-required-word-count}: fewest occurrences of stop words
 * @param maxFractionOfLinesStartingWithBulletPoint {@code max-fraction-of-lines-starting-with-bullet-point}
 * @param maxFractionOfLinesEndingWithEllipsis {@code max-fraction-of-lines-ending-with-ellipsis}
 * @param maxFractionOfDuplicateLines {@code max-fraction-of-duplicate-lines}: every copy counts, the first one too
 * @param maxFractionOfCharactersInDuplicateLines {@code max-fraction-of-characters-in-duplicate-lines}: over the
 *     characters of words
 * @param mostCommonNgrams {@code most-common-ngrams}: limits on the most frequent n-gram
 * @param duplicateNgrams {@code duplicate-ngrams}: limits on n-grams that occur twice or more
 */
public record DolmaGopherConfig(
        int minWordCount,
        int maxWordCount,
        double minMedianWordLength,
        double maxMedianWordLength,
        double maxSymbolToWordRatio,
        double minFractionOfWordsWithAlphaCharacter,
        int minRequiredWordCount,
        double maxFractionOfLinesStartingWithBulletPoint,
        double maxFractionOfLinesEndingWithEllipsis,
        double maxFractionOfDuplicateLines,
        double maxFractionOfCharactersInDuplicateLines,
        List<NgramLimit> mostCommonNgrams,
        List<NgramLimit> duplicateNgrams)
        implements Serializable {

    public DolmaGopherConfig {
        checkOrder("word-count", minWordCount, maxWordCount);
        checkOrder("median-word-length", minMedianWordLength, maxMedianWordLength);
        checkNotNegative("max-symbol-to-word-ratio", maxSymbolToWordRatio);
        checkNotNegative("min-fraction-of-words-with-alpha-character", minFractionOfWordsWithAlphaCharacter);
        checkNotNegative("min-required-word-count", minRequiredWordCount);
        checkNotNegative("max-fraction-of-lines-starting-with-bullet-point", maxFractionOfLinesStartingWithBulletPoint);
        checkNotNegative("max-fraction-of-lines-ending-with-ellipsis", maxFractionOfLinesEndingWithEllipsis);
        checkNotNegative("max-fraction-of-duplicate-lines", maxFractionOfDuplicateLines);
        checkNotNegative("max-fraction-of-characters-in-duplicate-lines", maxFractionOfCharactersInDuplicateLines);
        mostCommonNgrams = NgramLimit.inOrder("most-common-ngrams", mostCommonNgrams);
        duplicateNgrams = NgramLimit.inOrder("duplicate-ngrams", duplicateNgrams);
    }

    private static void checkOrder(String key, double least, double most) {
        checkNotNegative("min-" + key, least);
        if (!(least <= most)) {
            throw new IllegalArgumentException(
                    "max-" + key + " is " + most + ", below min-" + key + " " + least + ", so nothing could be kept");
        }
    }

    private static void checkNotNegative(String key, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(key + " must not be negative but is " + value);
        }
    }
}
