package io.bloomery.data.filter.multilingual;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.multilingual.symbol-ratio}.
 *
 * @param maxHashes {@code max-hashes}: largest number of {@code #} per word, in [0, 1]; 1 switches it off
 * @param maxEllipses {@code max-ellipses}: largest number of ellipses per word, in [0, 1]; 1 switches it off
 */
public record SymbolRatioConfig(double maxHashes, double maxEllipses) implements Serializable {
    public SymbolRatioConfig {
        Fractions.check("max-hashes", maxHashes);
        Fractions.check("max-ellipses", maxEllipses);
    }
}
