package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.bullet-lines}.
 *
 * @param maxFraction {@code max-fraction}: largest share of lines that start with a bullet, in [0, 1]; 1 switches it off
 */
public record BulletLinesConfig(double maxFraction) implements Serializable {
    public BulletLinesConfig {
        Fractions.check("max-fraction", maxFraction);
    }
}
