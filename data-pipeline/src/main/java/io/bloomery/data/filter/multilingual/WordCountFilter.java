package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts of too few or too many words.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: words that are only punctuation do not count.
 */
public final class WordCountFilter implements Rule {

    public static final String SIGNAL = "word-count";
    public static final String TOO_FEW = "too-few-words";
    public static final String TOO_MANY = "too-many-words";

    private static final long serialVersionUID = 1L;

    private final WordCountConfig config;

    public WordCountFilter(WordCountConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        draft.signal(SIGNAL, count(draft.view(Words.VIEW)));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(TOO_FEW, SIGNAL, Bound.AT_LEAST, config.min()),
                new Limit(TOO_MANY, SIGNAL, Bound.AT_MOST, config.max()));
    }

    static double count(List<String> words) {
        return words.stream().filter(Words::isSpoken).count();
    }
}
