package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.repeated-paragraphs}.
 *
 * @param maxFraction {@code max-fraction}: largest share of paragraphs that are copies of an earlier one, in [0, 1]; 1 switches it off
 * @param maxCharacterFraction {@code max-character-fraction}: largest share of characters in such paragraphs, in [0, 1]; 1 switches it off
 */
public record RepeatedParagraphsConfig(double maxFraction, double maxCharacterFraction) implements Serializable {
    public RepeatedParagraphsConfig {
        Fractions.check("max-fraction", maxFraction);
        Fractions.check("max-character-fraction", maxCharacterFraction);
    }
}
