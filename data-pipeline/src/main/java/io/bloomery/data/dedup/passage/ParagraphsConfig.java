package io.bloomery.data.dedup.passage;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Paragraphs that were said before; HOCON: {@code dedupe.paragraphs}.
 *
 * @param enabled {@code enabled}: whether they are cut
 * @param separator {@code separator}: what stands between paragraphs
 * @param skipEmpty {@code skip-empty}: blank paragraphs are left alone
 * @param minLength {@code min-length}: paragraphs that end before this character of the text are left alone
 * @param minWords {@code min-words}: paragraphs of fewer words are left alone; 0 for no such bound
 * @param shingleWords {@code shingle-words}: words in a row that count as said before or not; 0 compares whole paragraphs
 * @param stride {@code stride}: words between two such runs
 * @param skipShort {@code skip-short}: paragraphs with fewer than two runs are left alone, not compared as a whole
 * @param minSeen {@code min-seen}: share of runs said before from which a paragraph goes, in [0, 1]
 * @param expectedParagraphs {@code expected-paragraphs}: how many paragraphs or runs the Bloom filter is made for
 * @param falsePositiveRate {@code false-positive-rate}: share of new ones that may be taken for old ones, in (0, 1)
 */
public record ParagraphsConfig(
        boolean enabled,
        String separator,
        boolean skipEmpty,
        int minLength,
        int minWords,
        int shingleWords,
        int stride,
        boolean skipShort,
        double minSeen,
        long expectedParagraphs,
        double falsePositiveRate)
        implements Serializable {
    public ParagraphsConfig {
        requireNonNull(separator, "separator");
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator must not be empty");
        }
        if (minLength < 0 || minWords < 0 || shingleWords < 0 || stride < 0) {
            throw new IllegalArgumentException(
                    "min-length, min-words, shingle-words and stride must be at least 0 but are " + minLength + ", "
                            + minWords + ", " + shingleWords + " and " + stride);
        }
        if (!(minSeen >= 0 && minSeen <= 1)) {
            throw new IllegalArgumentException("min-seen must be in [0, 1] but is " + minSeen);
        }
        if (expectedParagraphs < 1) {
            throw new IllegalArgumentException("expected-paragraphs must be at least 1 but is " + expectedParagraphs);
        }
        if (!(falsePositiveRate > 0 && falsePositiveRate < 1)) {
            throw new IllegalArgumentException("false-positive-rate must be in (0, 1) but is " + falsePositiveRate);
        }
    }
}
