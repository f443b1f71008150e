package io.bloomery.data.tokenize;

import java.io.Serializable;

/**
 * How a vocabulary is learned; HOCON: {@code tokenizer}.
 *
 * @param vocabularySize {@code vocabulary-size}: tokens at most, with the 256 bytes and the end-of-text token
 * @param minFrequency {@code min-frequency}: how often a pair must occur to become a token
 * @param maxDistinctWords {@code max-distinct-words}: how many of the most frequent words of the corpus are learned from;
 *     bounds the memory of the machine that learns, about 200 bytes a word
 */
public record TokenizerConfig(int vocabularySize, int minFrequency, int maxDistinctWords) implements Serializable {

    /** The bytes and the end-of-text token. */
    public static final int MIN_VOCABULARY_SIZE = ByteSymbols.COUNT + 1;

    public TokenizerConfig {
        if (vocabularySize < MIN_VOCABULARY_SIZE) {
            throw new IllegalArgumentException("vocabulary-size must be at least " + MIN_VOCABULARY_SIZE
                    + " (256 bytes and the end-of-text token) but is " + vocabularySize);
        }
        if (minFrequency < 1) {
            throw new IllegalArgumentException("min-frequency must be positive but is " + minFrequency);
        }
        if (maxDistinctWords < 1) {
            throw new IllegalArgumentException("max-distinct-words must be positive but is " + maxDistinctWords);
        }
    }
}
