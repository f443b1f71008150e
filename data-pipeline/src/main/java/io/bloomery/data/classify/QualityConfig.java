package io.bloomery.data.classify;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.classify.quality}.
 *
 * @param model {@code model}: path of a file that {@code bloomery classifier} has written
 * @param minScore {@code min-score}: smallest probability of being a positive document, in [0, 1]
 */
public record QualityConfig(String model, double minScore) implements Serializable {
    public QualityConfig {
        requireNonNull(model, "model");
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("min-score must be in [0, 1] but is " + minScore);
        }
    }
}
