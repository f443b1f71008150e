package io.bloomery.model.checkpoint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A named array of floats with a shape, row-major, and how a file stores it; the array is not copied. */
public final class Tensor {

    private final String name;
    private final ElementType type;
    private final List<Long> shape;
    private final float[] values;

    /** A tensor that files store as it is in memory. */
    public Tensor(String name, List<Long> shape, float[] values) {
        this(name, ElementType.F32, shape, values);
    }

    /**
     * Checks that shape and values agree.
     *
     * @param shape sizes of the dimensions; empty for a single number
     */
    public Tensor(String name, ElementType type, List<Long> shape, float[] values) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.shape = List.copyOf(shape);
        this.values = requireNonNull(values, "values");
        long elements = 1;
        for (long size : this.shape) {
            elements = Math.multiplyExact(elements, size);
        }
        if (elements != values.length) {
            throw new IllegalArgumentException("tensor " + name + " of shape " + shape + " needs " + elements
                    + " values but has " + values.length);
        }
    }

    public String name() {
        return name;
    }

    public ElementType type() {
        return type;
    }

    /** Bytes that the values take in a file. */
    public long bytes() {
        return (long) values.length * type.bytes();
    }

    public List<Long> shape() {
        return shape;
    }

    /** The values themselves, row-major; a change is a change of the tensor. */
    public float[] values() {
        return values;
    }
}
