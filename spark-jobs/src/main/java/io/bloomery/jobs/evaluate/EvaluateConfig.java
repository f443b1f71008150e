package io.bloomery.jobs.evaluate;

import java.io.Serializable;

/**
 * HOCON: {@code evaluate}.
 *
 * @param maxSequences {@code max-sequences}: held-out sequences to score at most
 * @param baselineSequences {@code baseline-sequences}: training sequences that the baselines count at most
 * @param kernel {@code kernel}: which implementation of the arithmetic scores
 */
public record EvaluateConfig(int maxSequences, int baselineSequences, String kernel) implements Serializable {

    public EvaluateConfig {
        if (maxSequences < 1) {
            throw new IllegalArgumentException("max-sequences must be positive but is " + maxSequences);
        }
        if (baselineSequences < 0) {
            throw new IllegalArgumentException("baseline-sequences must not be negative but is " + baselineSequences);
        }
    }
}
