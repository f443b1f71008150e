package io.bloomery.data.filter;

import java.io.Serializable;

/**
 * HOCON: {@code clean.alphabetic-words}.
 *
 * @param minFraction {@code min-fraction}: smallest share of words with a letter, in [0, 1]; 0 switches it off
 */
public record AlphabeticWordsConfig(double minFraction) implements Serializable {
    public AlphabeticWordsConfig {
        Fractions.check("min-fraction", minFraction);
    }
}
