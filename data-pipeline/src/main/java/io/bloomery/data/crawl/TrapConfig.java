package io.bloomery.data.crawl;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code crawl.traps}; which URLs come from sites without end rather than from authors.
 *
 * @param maxSegments {@code max-segments}: most segments of a path
 * @param maxRepeats {@code max-repeats}: how often a segment, or a parameter with the same value, may occur
 * @param maxParameters {@code max-parameters}: most parameters of a query
 * @param sessionParameters {@code session-parameters}: names, in lower case, of parameters that are taken off links where
 *     their value looks like an identifier of a session
 */
public record TrapConfig(int maxSegments, int maxRepeats, int maxParameters, List<String> sessionParameters)
        implements Serializable {

    public TrapConfig {
        requirePositive("max-segments", maxSegments);
        requirePositive("max-repeats", maxRepeats);
        requirePositive("max-parameters", maxParameters);
        sessionParameters = List.copyOf(sessionParameters);
        for (String name : sessionParameters) {
            if (!name.matches("[a-z0-9_.-]{1,64}")) {
                throw new IllegalArgumentException(
                        "session-parameters must be names in lower case but one is '" + name + "'");
            }
        }
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be positive but is " + value);
        }
    }
}
