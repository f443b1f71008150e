package io.bloomery.model.average;

import java.io.Serializable;

/**
 * How a flat vector is cut: shards of the same length, the last one shorter.
 *
 * @param parameters length of the vector
 * @param shardLength parameters of a shard, a multiple of {@value #BLOCK} so that the cut changes no result
 */
public record ShardPlan(long parameters, int shardLength) implements Serializable {

    /** Elements that share a scale where a codec has one. */
    public static final int BLOCK = 256;

    public ShardPlan {
        if (parameters < 1) {
            throw new IllegalArgumentException("parameters must be positive but is " + parameters);
        }
        if (shardLength < BLOCK || shardLength % BLOCK != 0) {
            throw new IllegalArgumentException(
                    "shard length must be a positive multiple of " + BLOCK + " but is " + shardLength);
        }
    }

    public int shards() {
        return Math.toIntExact((parameters + shardLength - 1) / shardLength);
    }

    /** The first parameter of a shard. */
    public long first(int shard) {
        return (long) shard * shardLength;
    }

    /** Parameters of a shard. */
    public int length(int shard) {
        return (int) Math.min(shardLength, parameters - first(shard));
    }

    /** Bytes of all shards as a codec writes them. */
    public long bytes(DeltaCodec codec) {
        long bytes = 0;
        for (int shard = 0; shard < shards(); shard++) {
            bytes += codec.bytes(length(shard));
        }
        return bytes;
    }
}
