package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.duplicate-ngrams}.
 *
 * @param maxFivegrams {@code max-fivegrams}: largest share of characters in repeated 5-grams, in [0, 1]; 1 switches it off
 * @param maxSixgrams {@code max-sixgrams}: the same for 6-grams
 * @param maxSevengrams {@code max-sevengrams}: the same for 7-grams
 * @param maxEightgrams {@code max-eightgrams}: the same for 8-grams
 * @param maxNinegrams {@code max-ninegrams}: the same for 9-grams
 * @param maxTengrams {@code max-tengrams}: the same for 10-grams
 */
public record DuplicateNgramsConfig(
        double maxFivegrams,
        double maxSixgrams,
        double maxSevengrams,
        double maxEightgrams,
        double maxNinegrams,
        double maxTengrams)
        implements Serializable {
    public DuplicateNgramsConfig {
        Fractions.check("max-fivegrams", maxFivegrams);
        Fractions.check("max-sixgrams", maxSixgrams);
        Fractions.check("max-sevengrams", maxSevengrams);
        Fractions.check("max-eightgrams", maxEightgrams);
        Fractions.check("max-ninegrams", maxNinegrams);
        Fractions.check("max-tengrams", maxTengrams);
    }
}
