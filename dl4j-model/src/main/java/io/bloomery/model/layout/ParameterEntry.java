package io.bloomery.model.layout;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * One named parameter of a model and where it lies in the flat vector, row-major.
 *
 * @param name the name in a Hugging Face checkpoint
 * @param shape sizes of the dimensions, all positive
 * @param offset index of the first element in the flat vector
 * @param decayed whether weight decay applies: to matrices and embeddings, not to biases and LayerNorm
 */
public record ParameterEntry(String name, List<Long> shape, long offset, boolean decayed) implements Serializable {

    public ParameterEntry {
        requireNonNull(name, "name");
        shape = List.copyOf(shape);
        if (offset < 0) {
            throw new IllegalArgumentException("offset of " + name + " must not be negative but is " + offset);
        }
    }

    /** Number of elements. */
    public long size() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Index after the last element in the flat vector. */
    public long end() {
        return offset + size();
    }
}
