package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts that repeat phrases of five to ten words.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, with the greedy reading of datatrove: second and later copies count, and words
 * counted once are not counted again; the measure is their characters over characters in all words.
 */
public final class DuplicateNgramsFilter implements Rule {

    static final int SHORTEST = 5;
    static final int LONGEST = 10;

    private static final long serialVersionUID = 1L;

    private final DuplicateNgramsConfig config;

    public DuplicateNgramsFilter(DuplicateNgramsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        Ngrams ngrams = draft.view(Ngrams.VIEW);
        for (int length = SHORTEST; length <= LONGEST; length++) {
            draft.signal(rule(length), ngrams.duplicateFraction(length));
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                Limit.atMost(rule(5), config.maxFivegrams()),
                Limit.atMost(rule(6), config.maxSixgrams()),
                Limit.atMost(rule(7), config.maxSevengrams()),
                Limit.atMost(rule(8), config.maxEightgrams()),
                Limit.atMost(rule(9), config.maxNinegrams()),
                Limit.atMost(rule(10), config.maxTengrams()));
    }

    /** The rule and signal for n-grams of a length in [5, 10]. */
    static String rule(int length) {
        return "duplicate-" + length + "-grams";
    }
}
