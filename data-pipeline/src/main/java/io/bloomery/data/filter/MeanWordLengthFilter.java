package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.List;

/**
 * Drops texts whose words are, on average, too short or too long.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, over words without the punctuation at their ends. Letters of scripts without
 * spaces are not words in this sense: they do not count, and a text that mostly consists of them passes.
 */
public final class MeanWordLengthFilter implements DocumentStep {

    public static final String SIGNAL = "mean-word-length";
    public static final String TOO_SHORT = "too-short-words";
    public static final String TOO_LONG = "too-long-words";

    private final MeanWordLengthConfig config;

    public MeanWordLengthFilter(MeanWordLengthConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        List<String> spoken =
                Words.of(document.text()).stream().filter(Words::isSpoken).toList();
        List<String> spaced =
                spoken.stream().filter(word -> !Words.isUnspaced(word)).toList();
        double mean = mean(spaced);
        return spaced.size() * 2L < spoken.size() || spaced.isEmpty()
                ? new Verdict.Keep(document.withSignal(SIGNAL, mean))
                : Measure.judge(document, new Measure(SIGNAL, mean, TOO_SHORT, config.min(), TOO_LONG, config.max()));
    }

    static double mean(List<String> words) {
        return words.stream().mapToInt(Words::length).average().orElse(0);
    }
}
