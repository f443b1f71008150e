package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.repeated-lines}.
 *
 * @param maxFraction {@code max-fraction}: largest share of lines that are copies of an earlier one, in [0, 1]; 1 switches it off
 * @param maxCharacterFraction {@code max-character-fraction}: largest share of characters in such lines, in [0, 1]; 1 switches it off
 */
public record RepeatedLinesConfig(double maxFraction, double maxCharacterFraction) implements Serializable {
    public RepeatedLinesConfig {
        Fractions.check("max-fraction", maxFraction);
        Fractions.check("max-character-fraction", maxCharacterFraction);
    }
}
