package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.top-ngram}.
 *
 * @param maxBigram {@code max-bigram}: largest share of characters in the most frequent 2-gram, in [0, 1]; 1 switches it off
 * @param maxTrigram {@code max-trigram}: the same for 3-grams
 * @param maxFourgram {@code max-fourgram}: the same for 4-grams
 */
public record TopNgramConfig(double maxBigram, double maxTrigram, double maxFourgram) implements Serializable {
    public TopNgramConfig {
        Fractions.check("max-bigram", maxBigram);
        Fractions.check("max-trigram", maxTrigram);
        Fractions.check("max-fourgram", maxFourgram);
    }
}
