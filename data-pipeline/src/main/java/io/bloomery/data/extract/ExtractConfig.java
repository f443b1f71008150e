package io.bloomery.data.extract;

import java.io.Serializable;

/**
 * HOCON: {@code clean.extract}; the bounds within which a page is read.
 *
 * @param maxBytes {@code max-bytes}: bytes of a page that are looked at; the rest is cut off
 * @param maxDepth {@code max-depth}: nesting of elements; what is deeper is moved up to this depth
 * @param maxNodes {@code max-nodes}: elements and texts that are looked at; the rest is cut off
 */
public record ExtractConfig(int maxBytes, int maxDepth, int maxNodes) implements Serializable {
    public ExtractConfig {
        requirePositive("max-bytes", maxBytes);
        requirePositive("max-depth", maxDepth);
        requirePositive("max-nodes", maxNodes);
    }

    private static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
