package io.bloomery.model.export;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.checkpoint.ElementType;
import io.bloomery.model.checkpoint.Tensor;
import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of a model as one flat vector, with how their files store them; the vector is not copied.
 *
 * <p>Weights that were read and are written again, unchanged, give the same files.
 */
public final class Weights {

    private final ParameterLayout layout;
    private final float[] flat;
    private final Map<String, ElementType> types;
    private final WeightMap files;

    Weights(ParameterLayout layout, float[] flat, Map<String, ElementType> types, WeightMap files) {
        this.layout = requireNonNull(layout, "layout");
        this.flat = requireNonNull(flat, "flat");
        this.types = Collections.unmodifiableMap(new TreeMap<>(types));
        this.files = requireNonNull(files, "files");
        if (flat.length != layout.size()) {
            throw new IllegalArgumentException(
                    "a layout of " + layout.size() + " parameters does not fit a vector of " + flat.length);
        }
    }

    /**
     * 32-bit floats in files of bounded size.
     *
     * @param flat in the order of the layout
     * @param maxShardBytes most bytes of tensors in one file
     */
    public static Weights of(ParameterLayout layout, float[] flat, long maxShardBytes) {
        Map<String, ElementType> types = new TreeMap<>();
        layout.entries().forEach(entry -> types.put(entry.name(), ElementType.F32));
        Weights single = new Weights(layout, flat, types, new WeightMap(new TreeMap<>()));
        return new Weights(layout, flat, types, WeightMap.sharded(single.tensors(), maxShardBytes));
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** The vector itself, in the order of the layout. */
    public float[] flat() {
        return flat;
    }

    WeightMap files() {
        return files;
    }

    /** A tensor for each entry of the layout, of a copy of its values. */
    List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        for (ParameterEntry entry : layout.entries()) {
            float[] values = Arrays.copyOfRange(flat, (int) entry.offset(), (int) entry.end());
            tensors.add(new Tensor(entry.name(), types.get(entry.name()), entry.shape(), values));
        }
        return tensors;
    }
}
