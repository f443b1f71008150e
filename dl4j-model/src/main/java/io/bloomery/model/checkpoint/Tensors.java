package io.bloomery.model.checkpoint;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Cuts a flat parameter vector into named tensors and puts it together again. */
public final class Tensors {

    private Tensors() {}

    /** One tensor for each entry of the layout, in its order. */
    public static List<Tensor> named(ParameterLayout layout, float[] flat) {
        if (flat.length != layout.size()) {
            throw new IllegalArgumentException(
                    "a layout of " + layout.size() + " parameters does not fit a vector of " + flat.length);
        }
        List<Tensor> tensors = new ArrayList<>();
        for (ParameterEntry entry : layout.entries()) {
            float[] values = Arrays.copyOfRange(flat, (int) entry.offset(), (int) entry.end());
            tensors.add(new Tensor(entry.name(), entry.shape(), values));
        }
        return tensors;
    }

    /**
     * The flat vector that these tensors are parts of; other tensors in the map do not matter.
     *
     * @param file what the error calls the place they were read from
     */
    public static float[] flat(ParameterLayout layout, Map<String, Tensor> tensors, String file) {
        float[] flat = new float[Math.toIntExact(layout.size())];
        for (ParameterEntry entry : layout.entries()) {
            Tensor tensor = require(tensors, entry.name(), entry.shape(), file);
            System.arraycopy(tensor.values(), 0, flat, (int) entry.offset(), tensor.values().length);
        }
        return flat;
    }

    private static Tensor require(Map<String, Tensor> tensors, String name, List<Long> shape, String file) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !tensor.shape().equals(shape)) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "safetensors file " + file
                            + (tensor == null
                                    ? " has no tensor " + name
                                    : " has tensor " + name + " of shape " + tensor.shape() + " where the model needs "
                                            + shape),
                    "The file belongs to another model: check which spec or config.json lies beside it.");
        }
        return tensor;
    }
}
