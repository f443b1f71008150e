package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.alphabetic-words}.
 *
 * @param minFraction {@code min-fraction}: smallest share of words with a letter, in [0, 1]; 0 switches it off
 */
public record AlphabeticWordsConfig(double minFraction) implements Serializable {
    public AlphabeticWordsConfig {
        Fractions.check("min-fraction", minFraction);
    }
}
