package io.bloomery.data.fasttext;

import static java.util.Objects.requireNonNull;

/**
 * A label and how likely it is.
 *
 * @param label without the prefix {@code __label__}
 * @param probability as fastText states it, which adds 0.00001 to it
 */
public record Prediction(String label, double probability) {
    public Prediction {
        requireNonNull(label, "label");
    }
}
