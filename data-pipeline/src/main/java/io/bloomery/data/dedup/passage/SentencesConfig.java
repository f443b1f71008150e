package io.bloomery.data.dedup.passage;

import java.io.Serializable;

/**
 * Runs of sentences that occur more than once; HOCON: {@code dedupe.sentences}.
 *
 * @param enabled {@code enabled}: whether they are cut
 * @param sentences {@code sentences}: sentences in a row that are compared
 * @param splitSentences {@code split-sentences}: the parts are sentences; otherwise they are lines
 * @param minDocWords {@code min-doc-words}: words that must be left of a text that was cut, else it goes
 * @param minNumSentences {@code min-num-sentences}: sentences that must be left of a text that was cut, else it goes
 * @param minWordsToRemoveSpan {@code min-words-to-remove-span}: a stretch that would be cut stays if it has fewer words
 */
public record SentencesConfig(
        boolean enabled,
        int sentences,
        boolean splitSentences,
        int minDocWords,
        int minNumSentences,
        int minWordsToRemoveSpan)
        implements Serializable {
    public SentencesConfig {
        if (sentences < 1) {
            throw new IllegalArgumentException("sentences must be at least 1 but is " + sentences);
        }
        if (minDocWords < 0 || minNumSentences < 0 || minWordsToRemoveSpan < 0) {
            throw new IllegalArgumentException(
                    "min-doc-words, min-num-sentences and min-words-to-remove-span must be at " + "least 0 but are "
                            + minDocWords + ", " + minNumSentences + " and " + minWordsToRemoveSpan);
        }
    }
}
