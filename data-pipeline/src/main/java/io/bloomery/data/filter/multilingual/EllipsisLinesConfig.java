package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.ellipsis-lines}.
 *
 * @param maxFraction {@code max-fraction}: largest share of lines that end with an ellipsis, in [0, 1]; 1 switches it off
 */
public record EllipsisLinesConfig(double maxFraction) implements Serializable {
    public EllipsisLinesConfig {
        Fractions.check("max-fraction", maxFraction);
    }
}
