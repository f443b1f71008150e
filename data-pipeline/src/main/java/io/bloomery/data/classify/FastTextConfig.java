package io.bloomery.data.classify;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.classify.fasttext}.
 *
 * @param model {@code model}: path of a supervised fastText model, {@code .bin} or {@code .ftz}
 * @param label {@code label}: the label of good documents, without {@code __label__}
 * @param minScore {@code min-score}: smallest probability of that label, in [0, 1]
 */
public record FastTextConfig(String model, String label, double minScore) implements Serializable {
    public FastTextConfig {
        requireNonNull(model, "model");
        requireNonNull(label, "label");
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("min-score must be in [0, 1] but is " + minScore);
        }
    }
}
