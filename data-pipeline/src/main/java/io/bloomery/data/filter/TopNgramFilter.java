package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;

/**
 * Drops texts in which one phrase of two to four words takes too much room.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: characters in the most frequent n-gram over characters in all words. An n-gram
 * that occurs once is no repetition and measures 0, unlike in datatrove, so short texts pass.
 */
public final class TopNgramFilter implements DocumentStep {

    public static final String BIGRAM = "top-2-gram";
    public static final String TRIGRAM = "top-3-gram";
    public static final String FOURGRAM = "top-4-gram";

    private final TopNgramConfig config;

    public TopNgramFilter(TopNgramConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        Ngrams ngrams = Ngrams.of(Words.of(document.text()));
        return Measure.judge(
                document,
                Measure.atMost(BIGRAM, ngrams.topFraction(2), config.maxBigram()),
                Measure.atMost(TRIGRAM, ngrams.topFraction(3), config.maxTrigram()),
                Measure.atMost(FOURGRAM, ngrams.topFraction(4), config.maxFourgram()));
    }
}
