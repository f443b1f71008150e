package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;

/**
 * Drops texts of too few or too many words.
 *
 * <p>Rae et al. 2021 (Gopher), table A1: words that are only punctuation do not count.
 */
public final class WordCountFilter implements DocumentStep {

    public static final String SIGNAL = "word-count";
    public static final String TOO_FEW = "too-few-words";
    public static final String TOO_MANY = "too-many-words";

    private final WordCountConfig config;

    public WordCountFilter(WordCountConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        double words = count(document.text());
        return Measure.judge(document, new Measure(SIGNAL, words, TOO_FEW, config.min(), TOO_MANY, config.max()));
    }

    static long count(String text) {
        return Words.of(text).stream().filter(Words::isSpoken).count();
    }
}
