package io.bloomery.data.filter.multilingual;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/**
 * Drops texts whose words are, on average, too short or too long.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, over words without the punctuation at their ends. Letters of scripts without
 * spaces are not words in this sense: they do not count, and
 * a text that mostly consists of them has no mean and passes.
 */
public final class MeanWordLengthFilter implements Rule {

    public static final String SIGNAL = "mean-word-length";
    public static final String TOO_SHORT = "too-short-words";
    public static final String TOO_LONG = "too-long-words";

    private static final long serialVersionUID = 1L;

    private final MeanWordLengthConfig config;

    public MeanWordLengthFilter(MeanWordLengthConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        List<String> spoken =
                draft.view(Words.VIEW).stream().filter(Words::isSpoken).toList();
        List<String> spaced =
                spoken.stream().filter(word -> !Words.isUnspaced(word)).toList();
        if (!spaced.isEmpty() && spaced.size() * 2L >= spoken.size()) {
            draft.signal(SIGNAL, mean(spaced));
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(TOO_SHORT, SIGNAL, Bound.AT_LEAST, config.min()),
                new Limit(TOO_LONG, SIGNAL, Bound.AT_MOST, config.max()));
    }

    static double mean(List<String> words) {
        return words.stream().mapToInt(Words::length).average().orElse(0);
    }
}
