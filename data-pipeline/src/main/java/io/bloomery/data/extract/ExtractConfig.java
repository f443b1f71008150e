package io.bloomery.data.extract;

import java.io.Serializable;

/**
 * HOCON: {@code clean.extract}; the bounds within which a page is read, and how much of its text is kept.
 *
 * @param maxBytes {@code max-bytes}: bytes of a page that are looked at; the rest is cut off
 * @param maxDepth {@code max-depth}: nesting of elements; what is deeper is moved up to this depth
 * @param maxNodes {@code max-nodes}: elements and texts that are looked at; the rest is cut off
 * @param allText {@code all-text}: whether menus, footers and all else that a page shows is kept, too
 */
public record ExtractConfig(int maxBytes, int maxDepth, int maxNodes, boolean allText) implements Serializable {
    public ExtractConfig {
        requirePositive("max-bytes", maxBytes);
        requirePositive("max-depth", maxDepth);
        requirePositive("max-nodes", maxNodes);
    }

    /** The main text, within bounds. */
    public ExtractConfig(int maxBytes, int maxDepth, int maxNodes) {
        this(maxBytes, maxDepth, maxNodes, false);
    }

    private static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
