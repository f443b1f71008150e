package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.dedup.passage.LinesConfig;
import io.bloomery.data.dedup.passage.ParagraphsConfig;
import io.bloomery.data.dedup.passage.SentencesConfig;
import io.bloomery.data.dedup.substring.SubstringsConfig;
import java.io.Serializable;
import java.util.List;

/**
 * How duplicates are found, in this order; HOCON: {@code dedupe}.
 *
 * @param exact {@code exact}: documents with the same URL or text
 * @param minHash {@code min-hash}: near-duplicates
 * @param simHash {@code sim-hash}: more pairs that may be near-duplicates
 * @param bloom {@code bloom}: documents that say little new
 * @param paragraphs {@code paragraphs}: paragraphs said before
 * @param lines {@code lines}: lines that occur more than once
 * @param sentences {@code sentences}: runs of sentences that occur more than once
 * @param substrings {@code substrings}: runs of words that occur more than once
 * @param survivor {@code survivor}: who stays of documents that are the same
 * @param against {@code against}: tables of documents kept by earlier runs, as {@code <root>/<table>/<fingerprint>}; what
 *     is in them counts as said before
 */
public record DedupeConfig(
        ExactConfig exact,
        MinHashConfig minHash,
        SimHashConfig simHash,
        BloomConfig bloom,
        ParagraphsConfig paragraphs,
        LinesConfig lines,
        SentencesConfig sentences,
        SubstringsConfig substrings,
        SurvivorConfig survivor,
        List<String> against)
        implements Serializable {
    public DedupeConfig {
        requireNonNull(exact, "exact");
        requireNonNull(minHash, "min-hash");
        requireNonNull(simHash, "sim-hash");
        requireNonNull(bloom, "bloom");
        requireNonNull(paragraphs, "paragraphs");
        requireNonNull(lines, "lines");
        requireNonNull(sentences, "sentences");
        requireNonNull(substrings, "substrings");
        requireNonNull(survivor, "survivor");
        against = List.copyOf(against);
    }
}
