package io.bloomery.data.mix;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How sources are mixed; HOCON: {@code mix}.
 *
 * @param sources {@code sources}: shares by source; none leaves the stage out
 * @param budget {@code budget}: how much the mix holds in all; 0 for as much as weights and epochs allow
 * @param unit {@code unit}: in what the budget is counted
 * @param charactersPerToken {@code characters-per-token}: what a token is taken for
 * @param seed {@code seed}: decides which documents are taken in part of an epoch, and their order
 */
public record MixConfig(List<SourceShare> sources, double budget, BudgetUnit unit, double charactersPerToken, long seed)
        implements Serializable {
    public MixConfig {
        sources = List.copyOf(sources);
        requireNonNull(unit, "unit");
        if (!(budget >= 0 && budget < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("budget must be at least 0 but is " + budget);
        }
        if (!(charactersPerToken > 0 && charactersPerToken <= 1000)) {
            throw new IllegalArgumentException(
                    "characters-per-token must be in (0, 1000] but is " + charactersPerToken);
        }
        Set<String> names = new HashSet<>();
        for (SourceShare share : sources) {
            if (!names.add(share.source())) {
                throw new IllegalArgumentException("sources names " + share.source() + " twice");
            }
        }
        if (!sources.isEmpty() && sources.stream().allMatch(share -> share.weight() == 0)) {
            throw new IllegalArgumentException("one weight of sources must be above 0, else the mix is empty");
        }
    }

    /** Whether there is anything to mix. */
    public boolean enabled() {
        return !sources.isEmpty();
    }
}
