package io.bloomery.model.network;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.network.DecoderPass.Attention;
import io.bloomery.model.spec.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** New tokens of several sequences, one sequence after the other, and the caches with what came before. */
final class NewTokens {

    private final List<KeyValueCache> caches;
    private final int[] lengths;
    private final int[] ids;
    private final int[] places;

    private NewTokens(List<KeyValueCache> caches, int[] lengths, int[] ids, int[] places) {
        this.caches = List.copyOf(caches);
        this.lengths = lengths;
        this.ids = ids;
        this.places = places;
    }

    static NewTokens of(ModelSpec spec, int[][] newIds, List<KeyValueCache> caches) {
        if (newIds.length == 0 || newIds.length != caches.size()) {
            throw new IllegalArgumentException("each sequence needs a cache, but there are " + newIds.length
                    + " sequences and " + caches.size() + " caches");
        }
        int[] lengths = new int[newIds.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = TokenBatch.inputs(spec, new int[][] {newIds[i]}).time();
            KeyValueCache cache = caches.get(i);
            if (lengths[i] > cache.capacity() - cache.length()) {
                throw new IllegalArgumentException("a cache for " + cache.capacity() + " tokens holds " + cache.length()
                        + " and has no room for " + lengths[i] + " more");
            }
        }
        int[] ids = Arrays.stream(newIds).flatMapToInt(Arrays::stream).toArray();
        int[] places = IntStream.range(0, lengths.length)
                .flatMap(i ->
                        IntStream.range(caches.get(i).length(), caches.get(i).length() + lengths[i]))
                .toArray();
        return new NewTokens(caches, lengths, ids, places);
    }

    /** Ids of all new tokens; not a copy. */
    int[] ids() {
        return ids;
    }

    /** Position of each new token in its sequence; not a copy. */
    int[] places() {
        return places;
    }

    /** Row of the last new token of each sequence. */
    int[] lastRows() {
        int[] rows = lengths.clone();
        Arrays.parallelPrefix(rows, Integer::sum);
        return Arrays.stream(rows).map(end -> end - 1).toArray();
    }

    /** Attention of each sequence over its own cache. */
    Attention attention(Kernel kernel, AttentionShape all) {
        return (block, layer) -> {
            int from = 0;
            for (int i = 0; i < lengths.length; i++) {
                KeyValueCache cache = caches.get(i);
                AttentionShape shape =
                        new AttentionShape(1, lengths[i], all.heads(), all.keyValueHeads(), all.headWidth());
                kernel.cachedAttention(
                        block.qkv().rows(from, lengths[i]),
                        shape,
                        cache.keys(layer),
                        cache.values(layer),
                        cache.length(),
                        block.attended().rows(from, lengths[i]));
                from += lengths[i];
            }
        };
    }

    /** Counts the new tokens as part of the caches. */
    void remember() {
        for (int i = 0; i < lengths.length; i++) {
            caches.get(i).grow(lengths[i]);
        }
    }
}
