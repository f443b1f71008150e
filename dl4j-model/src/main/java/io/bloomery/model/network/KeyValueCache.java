package io.bloomery.model.network;

import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.spec.ModelSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys and values of the tokens that one sequence has had so far, in every block.
 *
 * <p>Made by {@link DecoderNetwork#cache} and filled by {@link DecoderNetwork#nextTokenLogits}. Not thread-safe.
 */
public final class KeyValueCache implements AutoCloseable {

    private final int capacity;
    private final Arena arena;
    private final List<Tensor> keys;
    private final List<Tensor> values;
    private int length;

    KeyValueCache(Kernel kernel, ModelSpec spec, int capacity) {
        this.capacity = capacity;
        int width = spec.keyValueHeads() * spec.headWidth();
        arena = new Arena(kernel, 2L * spec.layers() * Arena.room((long) capacity * width));
        keys = IntStream.range(0, spec.layers())
                .mapToObj(layer -> arena.matrix(capacity, width))
                .toList();
        values = IntStream.range(0, spec.layers())
                .mapToObj(layer -> arena.matrix(capacity, width))
                .toList();
    }

    /** Most tokens it can hold. */
    public int capacity() {
        return capacity;
    }

    /** Number of tokens it holds. */
    public int length() {
        return length;
    }

    /** Forgets all tokens but the first ones. */
    public void truncate(int tokens) {
        if (tokens < 0 || tokens > length) {
            throw new IllegalArgumentException("a cache of " + length + " tokens cannot be cut to " + tokens);
        }
        length = tokens;
    }

    @Override
    public void close() {
        arena.close();
    }

    Tensor keys(int layer) {
        return keys.get(layer);
    }

    Tensor values(int layer) {
        return values.get(layer);
    }

    void grow(int tokens) {
        length += tokens;
    }
}
