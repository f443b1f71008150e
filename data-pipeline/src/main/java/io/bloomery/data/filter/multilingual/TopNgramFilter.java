package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts in which one phrase of two to four words takes too much room.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: characters in the most frequent n-gram over characters in all words. An n-gram
 * that occurs once is no repetition and measures 0, unlike in datatrove, so short texts pass.
 */
public final class TopNgramFilter implements Rule {

    public static final String BIGRAM = "top-2-gram";
    public static final String TRIGRAM = "top-3-gram";
    public static final String FOURGRAM = "top-4-gram";

    private static final long serialVersionUID = 1L;

    private final TopNgramConfig config;

    public TopNgramFilter(TopNgramConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Ngrams ngrams = draft.view(Ngrams.VIEW);
        draft.signal(BIGRAM, ngrams.topFraction(2));
        draft.signal(TRIGRAM, ngrams.topFraction(3));
        draft.signal(FOURGRAM, ngrams.topFraction(4));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                Limit.atMost(BIGRAM, config.maxBigram()),
                Limit.atMost(TRIGRAM, config.maxTrigram()),
                Limit.atMost(FOURGRAM, config.maxFourgram()));
    }
}
