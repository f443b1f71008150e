package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts in which too few words hold a letter.
 *
 * <p>Rae et al. 2021 (Gopher), table A1. A text without words has fraction 0.
 */
public final class AlphabeticWordsFilter implements Rule {

    public static final String RULE = "alphabetic-words";

    private static final long serialVersionUID = 1L;

    private final AlphabeticWordsConfig config;

    public AlphabeticWordsFilter(AlphabeticWordsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(RULE, fraction(draft.view(Words.VIEW)));
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atLeast(RULE, config.minFraction()));
    }

    static double fraction(List<String> words) {
        return words.isEmpty()
                ? 0
                : (double) words.stream()
                                .filter(word -> word.codePoints().anyMatch(Character::isAlphabetic))
                                .count()
                        / words.size();
    }
}
