package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;
import java.util.List;

/**
 * Drops texts in which too few words hold a letter.
 *
 * <p>Rae et al. 2021 (Gopher), table A1. A text without words has fraction 0.
 */
public final class AlphabeticWordsFilter implements DocumentStep {

    public static final String RULE = "alphabetic-words";

    private final AlphabeticWordsConfig config;

    public AlphabeticWordsFilter(AlphabeticWordsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        return Measure.judge(document, Measure.atLeast(RULE, fraction(document.text()), config.minFraction()));
    }

    static double fraction(String text) {
        List<String> words = Words.of(text);
        return words.isEmpty()
                ? 0
                : (double) words.stream()
                                .filter(word -> word.codePoints().anyMatch(Character::isAlphabetic))
                                .count()
                        / words.size();
    }
}
