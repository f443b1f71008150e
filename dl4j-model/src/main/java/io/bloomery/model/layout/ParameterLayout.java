package io.bloomery.model.layout;

import io.bloomery.model.spec.GptSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each named parameter lies in the flat vector; entries have no gaps and no overlaps.
 *
 * <p>All decayed entries come first, so the vector is two blocks: one with weight decay and one without.
 */
public final class ParameterLayout implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<ParameterEntry> entries;
    private final Map<String, ParameterEntry> byName;
    private final long size;
    private final long decayedSize;

    private ParameterLayout(Builder builder) {
        entries = List.copyOf(builder.entries);
        byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        size = builder.offset;
        decayedSize = entries.stream()
                .filter(ParameterEntry::decayed)
                .mapToLong(ParameterEntry::size)
                .sum();
    }

    /** The layout of a GPT-2 with the names and shapes of {@code GPT2LMHeadModel}; linear weights are {@code [in, out]}. */
    public static ParameterLayout of(GptSpec spec) {
        Builder builder = new Builder();
        addMatrices(builder, spec);
        addVectors(builder, spec);
        return new ParameterLayout(builder);
    }

    /** The entries in the order in which they lie in the vector. */
    public List<ParameterEntry> entries() {
        return entries;
    }

    /** The entry with this name. */
    public ParameterEntry entry(String name) {
        ParameterEntry entry = byName.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no parameter is named " + name);
        }
        return entry;
    }

    /** Number of elements of the flat vector. */
    public long size() {
        return size;
    }

    /** Number of elements of the leading block, the one with weight decay. */
    public long decayedSize() {
        return decayedSize;
    }

    private static void addMatrices(Builder builder, GptSpec spec) {
        long width = spec.width();
        builder.add("transformer.wte.weight", true, spec.vocabularySize(), width);
        builder.add("transformer.wpe.weight", true, spec.contextLength(), width);
        for (int layer = 0; layer < spec.layers(); layer++) {
            String block = "transformer.h." + layer;
            builder.add(block + ".attn.c_attn.weight", true, width, 3 * width);
            builder.add(block + ".attn.c_proj.weight", true, width, width);
            builder.add(block + ".mlp.c_fc.weight", true, width, spec.perceptronWidth());
            builder.add(block + ".mlp.c_proj.weight", true, spec.perceptronWidth(), width);
        }
    }

    private static void addVectors(Builder builder, GptSpec spec) {
        long width = spec.width();
        for (int layer = 0; layer < spec.layers(); layer++) {
            String block = "transformer.h." + layer;
            builder.add(block + ".ln_1.weight", false, width);
            builder.add(block + ".ln_1.bias", false, width);
            builder.add(block + ".attn.c_attn.bias", false, 3 * width);
            builder.add(block + ".attn.c_proj.bias", false, width);
            builder.add(block + ".ln_2.weight", false, width);
            builder.add(block + ".ln_2.bias", false, width);
            builder.add(block + ".mlp.c_fc.bias", false, spec.perceptronWidth());
            builder.add(block + ".mlp.c_proj.bias", false, width);
        }
        builder.add("transformer.ln_f.weight", false, width);
        builder.add("transformer.ln_f.bias", false, width);
    }

    private static final class Builder {
        private final List<ParameterEntry> entries = new ArrayList<>();
        private long offset;

        private void add(String name, boolean decayed, long... shape) {
            ParameterEntry entry =
                    new ParameterEntry(name, Arrays.stream(shape).boxed().toList(), offset, decayed);
            entries.add(entry);
            offset = entry.end();
        }
    }
}
