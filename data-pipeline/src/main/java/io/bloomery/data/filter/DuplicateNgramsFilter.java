package io.bloomery.data.filter;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.DocumentStep;
import io.bloomery.data.step.Verdict;

/**
 * Drops texts that repeat phrases of five to ten words.
 *
 * <p>Rae et al. 2021 (Gopher), table A1, with the greedy reading of datatrove: second and later copies count, and words
 * counted once are not counted again; the measure is their characters over characters in all words.
 */
public final class DuplicateNgramsFilter implements DocumentStep {

    static final int SHORTEST = 5;
    static final int LONGEST = 10;

    private final DuplicateNgramsConfig config;

    public DuplicateNgramsFilter(DuplicateNgramsConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public Verdict apply(Document document) {
        Ngrams ngrams = Ngrams.of(Words.of(document.text()));
        double[] limits = {
            config.maxFivegrams(),
            config.maxSixgrams(),
            config.maxSevengrams(),
            config.maxEightgrams(),
            config.maxNinegrams(),
            config.maxTengrams()
        };
        Measure[] measures = new Measure[limits.length];
        for (int i = 0; i < limits.length; i++) {
            int length = SHORTEST + i;
            measures[i] = Measure.atMost(rule(length), ngrams.duplicateFraction(length), limits[i]);
        }
        return Measure.judge(document, measures);
    }

    /** The rule and signal for n-grams of a length in [5, 10]. */
    static String rule(int length) {
        return "duplicate-" + length + "-grams";
    }
}
