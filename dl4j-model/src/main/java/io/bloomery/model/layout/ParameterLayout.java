package io.bloomery.model.layout;

import io.bloomery.model.spec.ModelSpec;
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

    /** The layout of a model with the names and shapes of its class in {@code transformers}. */
    public static ParameterLayout of(ModelSpec spec) {
        Builder builder = new Builder();
        spec.<Runnable>fold(
                        gpt -> () -> GptParameters.add(builder, gpt),
                        llama -> () -> LlamaParameters.add(builder, llama))
                .run();
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

    /** Puts entries one after the other; decayed ones must come first. */
    static final class Builder {
        private final List<ParameterEntry> entries = new ArrayList<>();
        private long offset;

        void add(String name, boolean decayed, long... shape) {
            ParameterEntry entry =
                    new ParameterEntry(name, Arrays.stream(shape).boxed().toList(), offset, decayed);
            entries.add(entry);
            offset = entry.end();
        }
    }
}
