package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.KeyValueCache;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads every token once and keeps its keys and values; texts that go on together are multiplied together. */
public final class CachedDecoder implements Decoder {

    private final DecoderNetwork network;
    private final INDArray parameters;
    private final Map<Integer, KeyValueCache> caches = new HashMap<>();

    /**
     * A decoder without texts.
     *
     * @param network stays the caller's
     * @param parameters the flat vector, which stays the caller's and must not change while texts go on
     */
    public CachedDecoder(DecoderNetwork network, INDArray parameters) {
        this.network = requireNonNull(network, "network");
        this.parameters = requireNonNull(parameters, "parameters");
    }

    @Override
    public float[] begin(int slot, int[] tokens, int more) {
        KeyValueCache cache = cache(slot, tokens.length + more);
        return network.nextTokenLogits(parameters, new int[][] {tokens}, List.of(cache))[0];
    }

    @Override
    public float[][] next(int[] slots, int[] tokens) {
        int[][] columns =
                Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new);
        List<KeyValueCache> read = Arrays.stream(slots).mapToObj(caches::get).toList();
        return network.nextTokenLogits(parameters, columns, read);
    }

    @Override
    public void close() {
        caches.values().forEach(KeyValueCache::close);
        caches.clear();
    }

    /** The slot's own if it is large enough, emptied; otherwise a new one in its place. */
    private KeyValueCache cache(int slot, int capacity) {
        KeyValueCache kept = caches.get(slot);
        if (kept != null && kept.capacity() >= capacity) {
            kept.truncate(0);
            return kept;
        }
        if (kept != null) {
            kept.close();
        }
        KeyValueCache cache = network.cache(capacity);
        caches.put(slot, cache);
        return cache;
    }
}
