package io.bloomery.data.classify;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A labelled text, as a classifier learns from it.
 *
 * @param positive whether the text is one of those that the classifier shall recognise
 */
public record Example(SparseVector features, boolean positive) implements Serializable {
    public Example {
        requireNonNull(features, "features");
    }
}
