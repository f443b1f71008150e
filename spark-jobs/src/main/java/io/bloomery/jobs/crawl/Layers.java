package io.bloomery.jobs.crawl;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in layers: what a later layer says of a key replaces what an earlier one says.
 *
 * @param layers oldest first
 */
record Layers(@JsonProperty("layers") List<Layer> layers) {

    static final Layers NONE = new Layers(List.of());

    private static final int MOST = 8;

    /**
     * Rows in a directory of Parquet files.
     *
     * @param path relative to the work directory
     */
    record Layer(
            @JsonProperty("path") String path,
            @JsonProperty("rows") long rows) {}

    Layers {
        layers = List.copyOf(layers);
    }

    /**
     * Whether to write the whole table instead of one more layer.
     *
     * <p>As long as the layers above the lowest have less than half of its rows, reading stays cheap; writing the whole
     * then costs a small multiple of what was written since.
     */
    boolean isDueForMerging(long newRows) {
        long above = newRows + layers.stream().skip(1).mapToLong(Layer::rows).sum();
        return layers.isEmpty()
                || layers.size() >= MOST
                || 2 * above >= layers.get(0).rows();
    }

    /** Rows of all layers together; a key in two layers counts twice. */
    long rows() {
        return layers.stream().mapToLong(Layer::rows).sum();
    }

    Layers with(Layer layer) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(layer);
        return new Layers(all);
    }
}
