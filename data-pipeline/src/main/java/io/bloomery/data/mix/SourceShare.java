package io.bloomery.data.mix;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * The part of a source in the mix; an element of HOCON {@code mix.sources}.
 *
 * @param source {@code source}: as in the documents' column of that name
 * @param weight {@code weight}: its share of the mix, relative to the other weights; 0 leaves it out
 * @param maxEpochs {@code max-epochs}: how often its documents may be repeated
 */
public record SourceShare(String source, double weight, double maxEpochs) implements Serializable {
    public SourceShare {
        requireNonNull(source, "source");
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight must be at least 0 but is " + weight + " for source " + source);
        }
        if (!(maxEpochs > 0 && maxEpochs <= 1000)) {
            throw new IllegalArgumentException(
                    "max-epochs must be in (0, 1000] but is " + maxEpochs + " for source " + source);
        }
    }
}
